import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bootstrapMean } from "./intervals/bootstrap";
import { meanInterval } from "./intervals/mean-interval";
import { wilson } from "./intervals/wilson";
import { binomialDraws } from "./numerics/binomial-draws";
import { mean } from "./numerics/mean";
import { quantile } from "./numerics/quantile";
import { seededUniform } from "./numerics/seeded-uniform";
import { intervalRankBands } from "./ranks/interval-rank-bands";
import { rankBands } from "./ranks/rank-bands";
import { detectableDifference } from "./tests/detectable-difference";
import { exactMcNemar } from "./tests/mcnemar";
import { pairedDifference } from "./tests/paired-difference";

const binary = (ones: number, zeros: number) => [...Array<number>(ones).fill(1), ...Array<number>(zeros).fill(0)];

describe("wilson", () => {
  it.each([
    [15, 25, 0.41, 0.77],
    [60, 100, 0.5, 0.69],
    [240, 400, 0.55, 0.65],
  ])("gives %i of %i the published interval", (successes, n, low, high) => {
    const interval = wilson(successes, n);
    expect(interval.low).toBeCloseTo(low, 2);
    expect(interval.high).toBeCloseTo(high, 2);
  });
  it("ends where the score test would just reject: (share - x)^2 = z^2 x (1 - x) / n", () => {
    const { low, high } = wilson(15, 25);
    for (const end of [low, high]) expect((0.6 - end) ** 2).toBeCloseTo((1.959964 ** 2 * end * (1 - end)) / 25, 8);
  });
  it("has the closed form z^2 / (n + z^2) where nothing or everything succeeded", () => {
    expect(wilson(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.277533, 5) });
    expect(wilson(10, 10)).toEqual({ low: expect.closeTo(0.722467, 5), high: 1 });
  });
  it("contains the share it is about and stays within 0 to 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const successes = Math.round(share * n);
        const { low, high } = wilson(successes, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(successes / n);
        expect(high).toBeGreaterThanOrEqual(successes / n);
      }),
    );
  });
  it("refuses counts that are no counts", () => {
    expect(() => wilson(0, 0)).toThrow(RangeError);
    expect(() => wilson(3, 2)).toThrow(RangeError);
    expect(() => wilson(Number.NaN, 2)).toThrow(RangeError);
  });
});

describe("the bootstrap", () => {
  it("repeats itself exactly", () => {
    const values = [0.1, 0.9, 0.4, 0.4, 0.7];
    expect(bootstrapMean(values)).toEqual(bootstrapMean(values));
  });
  it("agrees with the normal interval where that one is right", () => {
    const uniform = seededUniform(7);
    const values = Array.from({ length: 2_000 }, uniform);
    const half = 1.96 * Math.sqrt(1 / 12 / 2_000);
    const { low, high } = bootstrapMean(values);
    expect(low).toBeCloseTo(mean(values) - half, 2);
    expect(high).toBeCloseTo(mean(values) + half, 2);
  });
  it("draws resamples as counts with the distribution that drawing values one by one has", () => {
    const values = [...Array<number>(30).fill(-1), ...Array<number>(50).fill(0), ...Array<number>(40).fill(1)];
    const uniform = seededUniform(3);
    const means = Array.from({ length: 20_000 }, () => mean(values.map(() => values[Math.floor(uniform() * values.length)] ?? 0)));
    const sorted = means.sort((one, other) => one - other);
    const { low, high } = bootstrapMean(values);
    expect(Math.abs(low - quantile(sorted, 0.025))).toBeLessThanOrEqual(0.02);
    expect(Math.abs(high - quantile(sorted, 0.975))).toBeLessThanOrEqual(0.02);
  });
  it("does not depend on the order of the values", () => {
    expect(bootstrapMean([0, 1, -1, 0, 1])).toEqual(bootstrapMean([1, 1, 0, 0, -1]));
  });
  it("is quick where thousands of questions were answered", () => {
    const values = Array.from({ length: 20_000 }, (_, place) => (place % 3) - 1);
    const started = performance.now();
    bootstrapMean(values);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
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
  it("interpolates quantiles between neighbours", () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 1)).toBe(4);
  });
});

describe("meanInterval", () => {
  it("is Wilson's for scores of 0 and 1", () => {
    expect(meanInterval(binary(15, 10))).toEqual({ mean: 0.6, n: 25, ...wilson(15, 25) });
  });
  it("does not claim certainty when everything was solved", () => {
    expect(meanInterval(binary(12, 0)).low).toBeLessThan(0.8);
  });
  it("bootstraps graded scores and brackets their mean", () => {
    const estimate = meanInterval([0.2, 0.5, 0.9, 0.4, 0.3]);
    expect(estimate.low).toBeLessThan(estimate.mean);
    expect(estimate.high).toBeGreaterThan(estimate.mean);
  });
  it("leaves the whole scale open after one graded score", () => {
    expect(meanInterval([0.4])).toEqual({ mean: 0.4, n: 1, low: 0, high: 1 });
  });
  it("refuses the mean of nothing", () => {
    expect(() => meanInterval([])).toThrow(RangeError);
    expect(() => meanInterval([1, Number.NaN])).toThrow("number 2 is NaN");
  });
});

describe("the exact McNemar test", () => {
  it.each([
    [10, 2, 0.0386],
    [2, 10, 0.0386],
    [6, 0, 0.03125],
    [5, 5, 1],
    [0, 0, 1],
    [59, 41, 0.0886],
  ])("gives %i against %i discordant pairs p = %f", (wins, losses, p) => {
    expect(exactMcNemar(wins, losses)).toBeCloseTo(p, 4);
  });
  it("raises a false alarm for no more than five in a hundred equal sides", () => {
    const uniform = seededUniform(7);
    const sides = Array.from({ length: 1_000 }, () => Array.from({ length: 40 }, () => uniform() < 0.5).filter(Boolean).length);
    expect(sides.filter((wins) => exactMcNemar(wins, 40 - wins) < 0.05).length).toBeLessThanOrEqual(65);
  });
  it("does not underflow on thousands of pairs", () => {
    expect(exactMcNemar(2_600, 2_400)).toBeGreaterThan(0.004);
    expect(exactMcNemar(2_600, 2_400)).toBeLessThan(0.006);
  });
});

describe("pairedDifference", () => {
  it("counts wins and losses, and has the exact p", () => {
    const ours = [...binary(10, 2), ...binary(20, 8)];
    const theirs = [...binary(0, 10), ...binary(2, 0), ...binary(20, 8)];
    const paired = pairedDifference(ours, theirs);
    expect(paired).toMatchObject({ n: 40, wins: 10, losses: 2, difference: 0.2 });
    expect(paired.p).toBeCloseTo(0.0386, 4);
    expect(paired.low).toBeGreaterThan(0);
    expect(paired.high).toBeLessThan(0.4);
  });
  it("mirrors when the sides are exchanged", () => {
    const one = pairedDifference([1, 1, 0, 1, 1], [0, 1, 0, 0, 1]);
    const other = pairedDifference([0, 1, 0, 0, 1], [1, 1, 0, 1, 1]);
    expect(other.difference).toBe(-one.difference);
    expect(other.p).toBe(one.p);
  });
  it("does not call two sides surely equal because ten questions agree", () => {
    const { low, high } = pairedDifference(binary(5, 5), binary(5, 5));
    expect(low).toBeCloseTo(-0.2775, 3);
    expect(high).toBeCloseTo(0.2775, 3);
  });
  it("does not call a clean sweep of four certain", () => {
    const { low, high, difference } = pairedDifference(binary(4, 0), binary(0, 4));
    expect(difference).toBe(1);
    expect(high).toBe(1);
    expect(low).toBeLessThan(0.1);
  });
  it("finds a planted difference", () => {
    const uniform = seededUniform(42);
    const draw = (share: number) => Array.from({ length: 300 }, () => Number(uniform() < share));
    const { p, low, difference } = pairedDifference(draw(0.7), draw(0.5));
    expect(p).toBeLessThan(0.01);
    expect(low).toBeGreaterThan(0);
    expect(difference).toBeCloseTo(0.2, 1);
  });
  it("refuses scores that cannot be paired", () => {
    expect(() => pairedDifference([1], [1, 0])).toThrow("cannot be paired");
    expect(() => pairedDifference([], [])).toThrow(RangeError);
    expect(() => pairedDifference([Number.NaN, 1], [0, 1])).toThrow("number 1 is NaN");
  });
});

describe("rankBands", () => {
  it("ties entries that the questions cannot tell apart", () => {
    expect(rankBands([binary(6, 4), binary(5, 5), binary(4, 6)])).toEqual(Array(3).fill({ low: 1, high: 3 }));
  });
  it("separates entries that differ on many questions", () => {
    expect(rankBands([binary(90, 10), binary(50, 50), binary(10, 90)])).toEqual([
      { low: 1, high: 1 },
      { low: 2, high: 2 },
      { low: 3, high: 3 },
    ]);
  });
  it("lets a middle entry overlap with both neighbours", () => {
    const bands = rankBands([binary(30, 10), binary(27, 13), binary(12, 28)]);
    expect(bands).toEqual([
      { low: 1, high: 2 },
      { low: 1, high: 2 },
      { low: 3, high: 3 },
    ]);
  });
  it("corrects for the number of pairs: what one pair shows, ten pairs may not", () => {
    const strong = binary(6, 34);
    const weak = binary(0, 40);
    expect(rankBands([strong, weak])[0]).toEqual({ low: 1, high: 1 });
    expect(rankBands([strong, weak, weak, weak, weak])[0]).toEqual({ low: 1, high: 5 });
  });
  it("refuses entries that answered different questions, for which intervals serve", () => {
    expect(() => rankBands([[1, 0], [1]])).toThrow("same questions");
    expect(
      intervalRankBands([
        { low: 0.6, high: 0.8 },
        { low: 0.5, high: 0.7 },
        { low: 0.1, high: 0.2 },
      ]),
    ).toEqual([
      { low: 1, high: 2 },
      { low: 1, high: 2 },
      { low: 3, high: 3 },
    ]);
  });
});

describe("detectableDifference", () => {
  it.each([
    [200, 0.089],
    [500, 0.056],
    [1_000, 0.04],
  ])("is the published figure for %i questions", (n, expected) => {
    expect(detectableDifference(n)).toBeCloseTo(expected, 3);
  });
});
