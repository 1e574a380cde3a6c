import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededUniform } from "../numerics/seeded-uniform";
import { correlationPermutation } from "./correlation-permutation";
import { correlationPower, criticalCorrelation, detectableCorrelation } from "./correlation-power";
import { pearson } from "./pearson";
import { ranks } from "./ranks";
import { spearman } from "./spearman";

const normals = (uniform: () => number, n: number) =>
  Array.from({ length: n }, () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()));

describe("correlation", () => {
  it("of eight points needs 0.7067, and finds a true 0.3, 0.5 or 0.7 with the published power", () => {
    expect(criticalCorrelation(8)).toBeCloseTo(0.7067, 4);
    // Published figures are simulated; the approximation is within a point.
    for (const [r, power] of [
      [0.3, 0.11],
      [0.5, 0.25],
      [0.7, 0.54],
    ] as const)
      expect(Math.abs(correlationPower(8, r) - power)).toBeLessThan(0.01);
    expect(correlationPower(8, detectableCorrelation(8))).toBeCloseTo(0.8, 6);
    expect(correlationPower(8, 0)).toBeCloseTo(0.05, 1);
  });
  it("of zero over eight points leaves 0.7 either way open", () => {
    const xs = [1, 2, 3, 4, 5, 6, 7, 8];
    const ys = [1, -1, -1, 1, 1, -1, -1, 1];
    expect(pearson(xs, ys)).toMatchObject({ r: 0, p: 1, low: expect.closeTo(-0.705, 3), high: expect.closeTo(0.705, 3) });
  });
  it("covers the true one about 95 times in a hundred", () => {
    const uniform = seededUniform(13);
    let [linear, ranked] = [0, 0];
    // The rank correlation of two normals with correlation 0.6 is 6 / pi * asin(0.3).
    const rho = (6 / Math.PI) * Math.asin(0.3);
    for (let trial = 0; trial < 500; trial += 1) {
      const xs = normals(uniform, 25);
      const noise = normals(uniform, 25);
      const ys = xs.map((x, place) => 0.6 * x + 0.8 * (noise[place] ?? 0));
      const [one, other] = [pearson(xs, ys), spearman(xs, ys)];
      if (one.low <= 0.6 && 0.6 <= one.high) linear += 1;
      if (other.low <= rho && rho <= other.high) ranked += 1;
    }
    for (const covered of [linear, ranked]) {
      expect(covered / 500).toBeGreaterThan(0.92);
      expect(covered / 500).toBeLessThan(0.98);
    }
  });
  it("raises a false alarm about five times in a hundred by permutation", () => {
    const uniform = seededUniform(17);
    const alarms = Array.from({ length: 300 }, () => correlationPermutation(normals(uniform, 6), normals(uniform, 6)).p <= 0.05);
    expect(alarms.filter(Boolean).length / 300).toBeLessThan(0.09);
  });
  it("does not change with the order of points, nor with scale", () => {
    const points = fc.uniqueArray(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
      minLength: 4,
      maxLength: 7,
      selector: ([x, y]) => `${x}`.concat(y > 1e9 ? "y" : ""),
    });
    fc.assert(
      fc.property(points, (rows) => {
        const [xs, ys] = [rows.map(([x]) => x), rows.map(([, y]) => y)];
        fc.pre(new Set(ys).size > 1);
        const [plain, turned] = [pearson(xs, ys), pearson(xs.toReversed(), ys.toReversed())];
        expect(turned.r).toBeCloseTo(plain.r, 10);
        expect(
          pearson(
            xs.map((x) => 5 - 2 * x),
            ys,
          ).r,
        ).toBeCloseTo(-plain.r, 10);
        expect(spearman(xs, ys).r).toBeCloseTo(pearson(ranks(xs), ranks(ys)).r, 12);
        expect(correlationPermutation(xs.toReversed(), ys.toReversed()).p).toBeCloseTo(correlationPermutation(xs, ys).p, 12);
      }),
      { numRuns: 30 },
    );
  });
  it("draws orders where they are too many to try", () => {
    const xs = Array.from({ length: 11 }, (_, place) => place);
    const ys = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
    const { p, exact } = correlationPermutation(xs, ys, { resamples: 20_000 });
    expect(exact).toBe(false);
    expect(p).toBeCloseTo(pearson(xs, ys).p, 1);
    expect(correlationPermutation(xs.slice(0, 9), ys.slice(0, 9)).permutations).toBe(362_880);
  });
  it("shares places among equals", () => {
    expect(ranks([10, 20, 10, 5])).toEqual([2.5, 4, 2.5, 1]);
    expect(ranks([])).toEqual([]);
  });
  it("refuses too few points and constants", () => {
    expect(() => pearson([1, 2], [1, 2])).toThrow("at least 3");
    expect(() => pearson([1, 1, 1], [1, 2, 3])).toThrow("all equal");
    expect(() => spearman([1, 2, 3], [1, 2])).toThrow("paired");
    expect(() => correlationPower(3, 0.5)).toThrow("four points");
    expect(pearson([1, 2, 3], [1, 2, 4])).toMatchObject({ low: -1, high: 1 });
    expect(pearson([1, 2, 3, 4], [2, 4, 6, 8])).toMatchObject({ r: expect.closeTo(1, 12) });
  });
});
