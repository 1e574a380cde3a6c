import { describe, expect, it } from "vitest";
import { seededUniform } from "../numerics/seeded-uniform";
import { comparisonPower } from "./comparison-power";
import { detectableDifference } from "./detectable-difference";
import { exactMcNemar } from "./mcnemar";

describe("detectableDifference", () => {
  it.each([
    [200, 0.089],
    [500, 0.056],
    [1_000, 0.04],
  ])("is the published figure for %i questions", (n, expected) => {
    expect(detectableDifference(n)).toBeCloseTo(expected, 3);
  });
});

describe("power", () => {
  it("of the detectable difference is eighty in a hundred", () => {
    expect(comparisonPower(500, detectableDifference(500, 0.2), 0.2)).toBeCloseTo(0.8, 1);
    expect(comparisonPower(500, 0, 0.2)).toBeCloseTo(0.05, 12);
    expect(() => comparisonPower(10, 0.5, 0.2)).toThrow("cannot come from");
  });
  it("is what simulated comparisons show", () => {
    const uniform = seededUniform(29);
    const found = Array.from({ length: 600 }, () => {
      let [wins, losses] = [0, 0];
      for (let question = 0; question < 300; question += 1) {
        const chance = uniform();
        if (chance < 0.15) wins += 1;
        else if (chance < 0.2) losses += 1;
      }
      return exactMcNemar(wins, losses) <= 0.05;
    }).filter(Boolean).length;
    expect(Math.abs(found / 600 - comparisonPower(300, 0.1, 0.2))).toBeLessThan(0.06);
  });
});
