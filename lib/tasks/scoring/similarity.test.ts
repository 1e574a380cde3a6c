import { describe, expect, it } from "vitest";
import { goldsOf } from "@/lib/reading/golds";
import { cosine, distinctness, homogeneity } from "./similarity";
import { tokenF1 } from "./token-f1";

describe("similarity of embeddings", () => {
  it("is the cosine, whatever the lengths of the vectors", () => {
    expect(cosine([1, 0], [5, 0])).toBe(1);
    expect(cosine([1, 0], [0, 2])).toBe(0);
    expect(cosine([1, 1], [-2, -2])).toBeCloseTo(-1);
  });
  it("is refused for vectors that have no angle", () => {
    expect(() => cosine([0, 0], [1, 0])).toThrow("no direction");
    expect(() => cosine([1], [1, 0])).toThrow("cannot be compared");
    expect(() => cosine([Number.NaN], [1])).toThrow("no direction");
  });
  it("makes an answer distinct that nobody else gives", () => {
    expect(
      distinctness(
        [1, 0],
        [
          [1, 0],
          [0, 1],
        ],
      ),
    ).toBe(0.5);
    expect(() => distinctness([1], [])).toThrow("nothing can differ");
  });
  it("makes models homogeneous that say the same, and does not count what one model says twice", () => {
    const red = [1, 0];
    const blue = [0, 1];
    expect(homogeneity([[red], [red], [red]])).toBe(1);
    expect(
      homogeneity([
        [red, red],
        [blue, blue],
      ]),
    ).toBe(0);
    expect(homogeneity([[red], [red], [blue]])).toBeCloseTo(1 / 3);
    expect(() => homogeneity([[red, blue]])).toThrow("at least two models");
  });
});

describe("F1 of words", () => {
  it.each([
    ["Barack Obama", "Barack Obama", 1],
    ["Obama", "Barack Obama", 2 / 3],
    ["the United States", "United States", 1],
    ["U.S.", "US", 1],
    ["Jean-Luc Moreau", "jean luc moreau", 1],
    ["-3.5", "3.5", 0],
    ["3.5", "35", 0],
    ["1,200", "1200", 1],
    ["The Who", "Who", 1],
    ["the", "the", 1],
    ["A", "the", 0],
    ["rock rock", "rock", 2 / 3],
    ["", "", 0],
    ["?", "?", 0],
    ["東京", "東京", 1],
  ])("of %j and %j is %d", (answer, gold, score) => {
    expect(tokenF1(answer, gold)).toBeCloseTo(score);
    expect(tokenF1(gold, answer)).toBeCloseTo(score);
  });
});

describe("gold answers", () => {
  it("may be a list, or a JSON list inside a string, but a comma makes no list", () => {
    expect(goldsOf(["a", "b"])).toEqual(["a", "b"]);
    expect(goldsOf('["Davis, Jr.", "Davis"]')).toEqual(["Davis, Jr.", "Davis"]);
    expect(goldsOf("Davis, Jr.")).toEqual(["Davis, Jr."]);
    expect(goldsOf("[4, 6]")).toEqual(["[4, 6]"]);
    expect(goldsOf("[")).toEqual(["["]);
  });
});
