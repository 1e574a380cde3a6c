import { describe, expect, it } from "vitest";
import { seededUniform } from "../numerics/seeded-uniform";
import { emergence } from "./emergence";

describe("emergence", () => {
  it("has the binomial tail as p where all chances are equal", () => {
    // At least 3 of 5 at one half: (10 + 5 + 1) / 32.
    expect(emergence([1, 1, 1, 0, 0], [0.5, 0.5, 0.5, 0.5, 0.5])).toMatchObject({ mean: 0.6, n: 5, chance: 0.5, p: 0.5 });
    expect(emergence([1, 0], [0.2, 0.5]).p).toBeCloseTo(1 - 0.8 * 0.5, 12);
    expect(emergence([0, 0], [0.2, 0.5]).p).toBe(1);
    expect(emergence([1, 0], [0, 0]).p).toBe(0);
  });
  it("is found when planted, and not found among guesses", () => {
    const uniform = seededUniform(47);
    const trial = (planted: number) => {
      const chances = Array.from({ length: 120 }, () => [1, 0.5, 0.25][Math.floor(3 * uniform())] ?? 0);
      return emergence(
        chances.map((chance) => Number(uniform() < planted + (1 - planted) * chance)),
        chances,
      ).p;
    };
    const alarms = Array.from({ length: 300 }, () => trial(0)).filter((p) => p < 0.05).length / 300;
    expect(alarms).toBeLessThan(0.09);
    expect(Array.from({ length: 30 }, () => trial(0.4)).every((p) => p < 0.05)).toBe(true);
  });
  it("refuses scores between 0 and 1", () => {
    expect(() => emergence([0.5], [0.5])).toThrow("0 and 1 only");
    expect(() => emergence([1], [1.5])).toThrow("Chances");
    expect(() => emergence([], [])).toThrow("at least 1");
  });
});
