import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteAnswers } from "./quote-answers";
import { readRoute } from "./read-route";

describe("readRoute", () => {
  it.each([
    ["2", 2],
    ["2.", 2],
    [" 2\n", 2],
    ["Model 2", 2],
    ["Model 2.", 2],
    ["**2**", 2],
    ["(2)", 2],
    ["- 2: Knows music.", 2],
    ["#2", 2],
    ["2, because 3 knows less", 2],
    ["In 2024 it would be 3", 3],
    ["<think>1? No.</think>4", 4],
    ["Model number 4 of 8", 4],
    ["9 then 8", 8],
    ["", null],
    ["none", null],
    ["0", null],
    ["9", null],
    ["2.5", null],
    ["1,000", null],
    ["-2", null],
    ["m2", null],
    ["2nd", null],
    ["two", null],
    ["2024-03-01", null],
    ["<think>2", null],
  ])("reads %j as %s of eight", (answer, route) => {
    expect(readRoute(answer, 8)).toBe(route);
  });
});

describe("quoteAnswers", () => {
  it("leaves answers alone that fit together", () => {
    expect(quoteAnswers(["one", "two"], 6)).toEqual({ texts: ["one", "two"], shortened: 0 });
  });
  it("cuts only the longest, and cuts them evenly", () => {
    const { texts, shortened } = quoteAnswers(["short", "x".repeat(300), "y".repeat(300)], 205);
    expect(texts.map((text) => text.length)).toEqual([5, 100, 100]);
    expect(shortened).toBe(2);
  });
  it("never exceeds its budget, and counts what it shortened", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 400 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 200, max: 1_000 }),
        (answers, budget) => {
          const { texts, shortened } = quoteAnswers(answers, budget);
          expect(texts.join("").length).toBeLessThanOrEqual(budget);
          expect(texts.filter((text) => text.endsWith("[…]")).length).toBe(shortened);
        },
      ),
    );
  });
});
