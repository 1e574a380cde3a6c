import { describe, expect, it } from "vitest";
import { cosine, distinctness, homogeneity } from "./similarity";

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
