import { describe, expect, it } from "vitest";
import { binomialDraws } from "./binomial-draws";
import { normalQuantile } from "./normal";
import { quantile } from "./quantile";
import { seededUniform } from "./seeded-uniform";

describe("the normal distribution", () => {
  it("is undone by its quantiles, and refuses no share", () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(() => normalQuantile(1.1)).toThrow(RangeError);
  });
});

describe("random numbers", () => {
  it("draws binomial counts by inversion: the median, the ends, and many trials", () => {
    const draw = binomialDraws();
    expect(draw(10, 0.5, 0.5)).toBe(5);
    expect(draw(10, 0.5, 0)).toBe(0);
    expect(draw(10, 0.5, 1 - 2 ** -32)).toBe(10);
    expect(draw(0, 0.5, 0.7)).toBe(0);
    expect(draw(100_000, 0.3, 0.5)).toBe(30_000);
  });
  it("draws uniformly: ten thousand draws fill ten bins evenly", () => {
    const uniform = seededUniform(1);
    const bins = Array<number>(10).fill(0);
    for (let draw = 0; draw < 10_000; draw += 1) {
      const bin = Math.floor(uniform() * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    expect(chiSquare).toBeLessThan(27.9);
  });
});

describe("quantiles", () => {
  it("lie between neighbours", () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 1)).toBe(4);
  });
});
