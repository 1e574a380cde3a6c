import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreementInterval } from "../agreement/agreement-interval";
import { krippendorffAlpha } from "../agreement/krippendorff-alpha";
import { emergence } from "../attribution/emergence";
import { seededUniform } from "../numerics/seeded-uniform";
import { ranks } from "../ranks/ranks";
import { votesNeeded } from "../ratings/votes-needed";
import { benjaminiHochberg } from "../tests/benjamini-hochberg";
import { comparisonPower } from "../tests/comparison-power";
import { detectableDifference } from "../tests/detectable-difference";
import { holm } from "../tests/holm";
import { exactMcNemar } from "../tests/mcnemar";
import { correlationPermutation } from "./correlation-permutation";
import { correlationPower, criticalCorrelation, detectableCorrelation } from "./correlation-power";
import { disattenuate } from "./disattenuate";
import { pearson } from "./pearson";
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
  it("is corrected for noise, and refuses to be without any reliability", () => {
    expect(disattenuate(0.3, 0.36, 1)).toBeCloseTo(0.5, 12);
    expect(() => disattenuate(0.3, 0, 1)).toThrow("reliability");
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

describe("many claims at once", () => {
  const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
  it("keep their order, never get smaller, and Holm is the stricter", () => {
    fc.assert(
      fc.property(ps, (values) => {
        const [strict, screening] = [holm(values), benjaminiHochberg(values)];
        values.forEach((p, place) => {
          expect(strict[place]).toBeGreaterThanOrEqual((screening[place] ?? 1) - 1e-15);
          expect(screening[place]).toBeGreaterThanOrEqual(p - 1e-15);
        });
        expect(holm(values.toReversed())).toEqual(strict.toReversed());
        expect(benjaminiHochberg(values.toReversed())).toEqual(screening.toReversed());
      }),
    );
  });
  it("of which none is true raise any alarm by Holm at most five times in a hundred", () => {
    const uniform = seededUniform(23);
    const alarms = Array.from({ length: 1000 }, () => holm(Array.from({ length: 20 }, uniform)).some((p) => p <= 0.05));
    expect(alarms.filter(Boolean).length / 1000).toBeLessThan(0.07);
  });
  it("are refused when one is no p", () => {
    expect(() => holm([0.5, 1.5])).toThrow("not between 0 and 1");
    expect(() => benjaminiHochberg([Number.NaN])).toThrow(RangeError);
    expect(holm([])).toEqual([]);
  });
});

describe("power", () => {
  it("needs 194 votes for a true 60 % and 783 for 55 %", () => {
    expect(votesNeeded(0.6)).toBe(194);
    expect(votesNeeded(0.55)).toBe(783);
    expect(votesNeeded(0.4)).toBe(194);
    expect(() => votesNeeded(0.5)).toThrow("one half");
  });
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

describe("Krippendorff's alpha", () => {
  it("is 1 for full agreement, about 0 for chance, below 0 for disagreement on purpose", () => {
    expect(krippendorffAlpha([[1, 1], [2, 2, 2], [3]], "nominal")).toEqual({ alpha: 1, units: 2, labels: 5 });
    const uniform = seededUniform(37);
    const chance = Array.from({ length: 3000 }, () => [Math.floor(3 * uniform()), Math.floor(3 * uniform())]);
    expect(Math.abs(krippendorffAlpha(chance, "nominal").alpha)).toBeLessThan(0.05);
    expect(
      krippendorffAlpha(
        [
          [1, 2],
          [2, 1],
          [1, 2],
        ],
        "nominal",
      ).alpha,
    ).toBeLessThan(0);
  });
  it("does not depend on who labelled, on the order of things, or on lonely labels", () => {
    const units = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(units, fc.constantFrom("nominal" as const, "ordinal" as const, "interval" as const), (rows, metric) => {
        fc.pre(new Set(rows.filter((row) => row.length > 1).flat()).size > 1);
        const { alpha } = krippendorffAlpha(rows, metric);
        expect(alpha).toBeLessThanOrEqual(1);
        const turned = [...rows.toReversed().map((row) => row.toReversed()), [9]];
        expect(krippendorffAlpha(turned, metric).alpha).toBeCloseTo(alpha, 10);
      }),
    );
  });
  it("has an interval that holds it, and speaks of evidence from twenty things on", () => {
    const uniform = seededUniform(43);
    const units = Array.from({ length: 40 }, () => {
      const truth = Number(uniform() < 0.5);
      return [truth, uniform() < 0.8 ? truth : 1 - truth];
    });
    const many = agreementInterval(units, "nominal");
    expect(many.low).toBeLessThan(many.alpha);
    expect(many.high).toBeGreaterThan(many.alpha);
    expect(many.evidence).toBe(true);
    expect(agreementInterval(units, "nominal")).toEqual(many);
    expect(agreementInterval(units.slice(0, 19), "nominal").evidence).toBe(false);
  });
  it("is refused where all labels are the same", () => {
    expect(() =>
      krippendorffAlpha(
        [
          [1, 1],
          [1, 1],
        ],
        "nominal",
      ),
    ).toThrow("All labels are the same");
    expect(() => krippendorffAlpha([[1], [2]], "nominal")).toThrow(RangeError);
    expect(() => krippendorffAlpha([[1, Number.NaN]], "nominal")).toThrow("no label");
  });
});

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
