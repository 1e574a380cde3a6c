import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mean } from "../numerics/mean";
import { normalQuantile } from "../numerics/normal";
import { seededUniform } from "../numerics/seeded-uniform";
import { rankBands } from "../ranks/rank-bands";
import { exactMcNemar } from "../tests/mcnemar";
import { midPMcNemar } from "../tests/mid-p-mcnemar";
import { pairedPermutation } from "../tests/paired-permutation";
import { bcaBootstrap } from "./bca-bootstrap";
import { bcaInterval } from "./bca-interval";
import { bcaMean } from "./bca-mean";
import { clusteredMean } from "./clustered-mean";
import { macroBootstrap } from "./macro-bootstrap";
import { twoWayBootstrap } from "./two-way-bootstrap";

/** Share of `trials` in which something happens. */
function shareOf(trials: number, happens: (trial: number) => boolean): number {
  return Array.from({ length: trials }, (_, trial) => happens(trial)).filter(Boolean).length / trials;
}
const draws = (uniform: () => number, n: number) => Array.from({ length: n }, uniform);

describe("BCa", () => {
  it("covers a skewed mean about 95 times in a hundred", () => {
    const uniform = seededUniform(21);
    const share = shareOf(400, (seed) => {
      const { low, high } = bcaMean(
        draws(uniform, 50).map((value) => -Math.log(1 - value)),
        { resamples: 400, seed },
      );
      return low <= 1 && 1 <= high;
    });
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.98);
  });
  it("of a mean is the general one's, quicker", () => {
    const values = draws(seededUniform(4), 30);
    expect(bcaMean(values, { seed: 9 })).toEqual(bcaBootstrap([values], ([column = new Float64Array()]) => mean([...column]), { seed: 9 }));
  });
  it("moves with its values: shifted and scaled", () => {
    const values = draws(seededUniform(5), 20);
    const plain = bcaMean(values);
    const moved = bcaMean(values.map((value) => 3 * value - 1));
    expect(moved.low).toBeCloseTo(3 * plain.low - 1, 9);
    expect(moved.high).toBeCloseTo(3 * plain.high - 1, 9);
  });
  it("refuses what no interval follows from", () => {
    expect(() => bcaMean([1])).toThrow("at least 2");
    expect(() => bcaMean([1, 1, 1])).toThrow("surround");
    expect(() => bcaMean([1, Number.NaN])).toThrow("number 2 is NaN");
    expect(() => bcaInterval(5, [1, 2, 3], [1, 2])).toThrow("surround");
    expect(() =>
      bcaBootstrap(
        [
          [1, 2, 3],
          [1, 2],
        ],
        () => 0,
      ),
    ).toThrow("paired");
  });
});

describe("clustered standard errors", () => {
  it("are the usual ones when every group has one value", () => {
    const values = [0.1, 0.7, 0.4, 0.9];
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / 3);
    expect(clusteredMean(values, [1, 2, 3, 4]).standardError).toBeCloseTo(spread / 2, 12);
  });
  it("do not shrink when every value comes four times in its group", () => {
    const values = [0, 1, 1, 0, 1];
    const four = values.flatMap((value) => [value, value, value, value]);
    const groups = values.flatMap((_, group) => [group, group, group, group]);
    expect(clusteredMean(four, groups).standardError).toBeCloseTo(clusteredMean(values, [0, 1, 2, 3, 4]).standardError, 12);
  });
  it("cover the truth about 95 times in a hundred where groups move together", () => {
    const uniform = seededUniform(31);
    const share = shareOf(400, () => {
      const groups = draws(uniform, 25);
      const values = groups.flatMap((level) => draws(uniform, 8).map((value) => Number(value < level)));
      const { low, high } = clusteredMean(
        values,
        values.map((_, place) => Math.floor(place / 8)),
      );
      return low <= 0.5 && 0.5 <= high;
    });
    expect(share).toBeGreaterThan(0.92);
    expect(share).toBeLessThan(0.98);
  });
  it("refuse one group", () => {
    expect(() => clusteredMean([1, 0], ["a", "a"])).toThrow("One group");
    expect(() => clusteredMean([1, 0], ["a"])).toThrow("paired");
    expect(() => clusteredMean([], [])).toThrow("at least 1");
  });
});

describe("the stratified bootstrap", () => {
  const uniform = seededUniform(41);
  const rows = (chances: readonly number[], n: number) => chances.map((chance) => draws(uniform, n).map((value) => Number(value < chance)));
  it("weighs tasks alike, whatever their size", () => {
    const [estimate] = macroBootstrap([[[1, 1, 0, 1]], [[0, 0]]], { resamples: 50 });
    expect(estimate?.mean).toBe(0.375);
    expect(estimate?.n).toBe(6);
  });
  it("pairs systems: two that answer alike differ by exactly nothing", () => {
    const [row = []] = rows([0.5], 40);
    const [, copy] = macroBootstrap([[row, row]], { resamples: 200 });
    expect(copy?.difference).toEqual({ difference: 0, low: 0, high: 0 });
  });
  it("covers the true mean over tasks about 95 times in a hundred", () => {
    const share = shareOf(200, (seed) => {
      const [estimate] = macroBootstrap([rows([0.7], 60), rows([0.3], 40)], { resamples: 300, seed });
      return (estimate?.low ?? 1) <= 0.5 && 0.5 <= (estimate?.high ?? 0);
    });
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.985);
  });
  it("gives bands that hold the true places and part who is far apart", () => {
    const estimates = macroBootstrap([rows([0.9, 0.5, 0.48, 0.1], 150), rows([0.8, 0.5, 0.5, 0.2], 150)], { resamples: 300 });
    expect(estimates.map(({ band }) => band)).toEqual([
      { low: 1, high: 1 },
      { low: 2, high: 3 },
      { low: 2, high: 3 },
      { low: 4, high: 4 },
    ]);
  });
  it("refuses rows that do not belong together", () => {
    expect(() => macroBootstrap([])).toThrow("Nothing to resample");
    expect(() => macroBootstrap([[[1, 0], [1]]])).toThrow("same questions");
    expect(() => macroBootstrap([[[1, 0]], [[1], [0]]])).toThrow("row for each system");
    expect(() => macroBootstrap([[[]]])).toThrow("at least 1");
  });
});

describe("the two-way bootstrap", () => {
  it("covers the truth where rows and columns both vary, as resampling columns alone does not", () => {
    const uniform = seededUniform(91);
    const bell = () => uniform() + uniform() + uniform() - 1.5;
    let columnsAlone = 0;
    const share = shareOf(150, (seed) => {
      const columns = Array.from({ length: 30 }, bell);
      const table = Array.from({ length: 16 }, () => {
        const level = bell();
        return columns.map((column) => level + column + bell());
      });
      const alone = bcaMean(
        columns.map((_, column) => mean(table.map((row) => row[column] ?? 0))),
        { resamples: 200, seed },
      );
      if (alone.low <= 0 && 0 <= alone.high) columnsAlone += 1;
      const { low, high } = twoWayBootstrap([{ weight: 1, table }], { resamples: 300, seed });
      return low <= 0 && 0 <= high;
    });
    expect(share).toBeGreaterThan(0.9);
    expect(columnsAlone / 150).toBeLessThan(0.87);
  });
  it("gives the mean of each row, and weighs tasks as told", () => {
    const whole = [
      [1, 0],
      [1, 1],
    ];
    const other = [
      [0, 0, 0],
      [1, 1, 1],
    ];
    expect(twoWayBootstrap([{ weight: 1, table: whole }])).toMatchObject({ mean: 0.75, n: 4, rows: [0.5, 1] });
    const both = [
      { weight: 0.5, table: whole },
      { weight: 0.5, table: other },
    ];
    expect(twoWayBootstrap(both)).toMatchObject({ mean: 0.625, n: 10, rows: [0.25, 1] });
  });
  it("refuses tables that are none", () => {
    const one = (table: number[][]) => () => twoWayBootstrap([{ weight: 1, table }]);
    expect(one([[1, 2]])).toThrow("One row");
    expect(one([[1, 2], [1]])).toThrow("paired");
    expect(() => twoWayBootstrap([])).toThrow("One row");
    expect(() =>
      twoWayBootstrap([
        {
          weight: 0.5,
          table: [
            [1, 2],
            [3, 4],
          ],
        },
        { weight: 0.5, table: [[1, 2]] },
      ]),
    ).toThrow("same rows");
  });
});

describe("paired tests", () => {
  const scores = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 14 });
  it("permutation is McNemar's for scores of 0 and 1", () => {
    fc.assert(
      fc.property(scores, scores, (one, other) => {
        const n = Math.min(one.length, other.length);
        const [ours, theirs] = [one.slice(0, n), other.slice(0, n)];
        const wins = ours.filter((score, place) => score > (theirs[place] ?? 0)).length;
        const losses = ours.filter((score, place) => score < (theirs[place] ?? 0)).length;
        expect(pairedPermutation(ours, theirs).p).toBeCloseTo(exactMcNemar(wins, losses), 12);
      }),
    );
  });
  it("do not depend on the order of questions or sides", () => {
    const graded = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 10,
    });
    fc.assert(
      fc.property(graded, (pairs) => {
        const [ours, theirs] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
        const { p } = pairedPermutation(ours, theirs);
        expect(pairedPermutation(theirs, ours).p).toBe(p);
        expect(pairedPermutation(ours.toReversed(), theirs.toReversed()).p).toBe(p);
      }),
      { numRuns: 50 },
    );
  });
  it("raise a false alarm about five times in a hundred, graded scores", () => {
    const uniform = seededUniform(51);
    const alarms = shareOf(400, (seed) => pairedPermutation(draws(uniform, 30), draws(uniform, 30), { resamples: 400, seed }).p < 0.05);
    expect(alarms).toBeGreaterThan(0.02);
    expect(alarms).toBeLessThan(0.08);
  });
  it("draw exchanges where they are too many to try, close to the exact p", () => {
    const uniform = seededUniform(61);
    const [ours, theirs] = [draws(uniform, 22).map((value) => value + 0.1), draws(uniform, 22)];
    const exact = pairedPermutation(ours, theirs);
    const drawn = pairedPermutation([...ours, ...Array<number>(9).fill(0.5)], [...theirs, ...Array<number>(9).fill(0.5)]);
    expect(exact).toMatchObject({ exact: true, permutations: 2 ** 22 });
    // Questions without a difference change nothing.
    expect(drawn.p).toBe(exact.p);
    const doubled = pairedPermutation([...ours, 1e-9], [...theirs, 0]);
    expect(doubled.exact).toBe(false);
    expect(Math.abs(doubled.p - exact.p)).toBeLessThan(0.01);
  });
  it("halve nothing of an even split, and are never above the exact p", () => {
    expect(midPMcNemar(4, 4)).toBe(1);
    expect(midPMcNemar(0, 0)).toBe(1);
    fc.assert(fc.property(fc.nat(60), fc.nat(60), (wins, losses) => midPMcNemar(wins, losses) <= exactMcNemar(wins, losses)));
  });
  it("refuse scores that cannot be paired", () => {
    expect(() => pairedPermutation([1], [1, 0])).toThrow("paired");
    expect(() => pairedPermutation([], [])).toThrow("at least 1");
    expect(() => pairedPermutation([Number.NaN], [1])).toThrow("NaN");
  });
});

describe("bands of places", () => {
  it("part equal entries no more than five times in a hundred, eight at once", () => {
    const uniform = seededUniform(71);
    const parted = shareOf(200, () => {
      const bands = rankBands(Array.from({ length: 8 }, () => draws(uniform, 60).map((value) => Number(value < 0.5))));
      return bands.some(({ low, high }) => low > 1 || high < 8);
    });
    expect(parted).toBeLessThanOrEqual(0.05);
  });
  it("of a mean over parts follow the mean, not the larger part", () => {
    // One entry is better on 60 questions of the larger part, the other on all 20 of the smaller one, which counts the same.
    const one = [...Array<number>(60).fill(1), ...Array<number>(140).fill(0), ...Array<number>(20).fill(0)];
    const other = [...Array<number>(200).fill(0), ...Array<number>(20).fill(1)];
    const apart = [
      { low: 1, high: 1 },
      { low: 2, high: 2 },
    ];
    expect(rankBands([one, other])).toEqual(apart);
    const parts = [
      { questions: 200, weight: 0.5 },
      { questions: 20, weight: 0.5 },
    ];
    expect(rankBands([one, other], parts)).toEqual([
      { low: 1, high: 2 },
      { low: 1, high: 2 },
    ]);
    // Better on both parts is better on the mean.
    expect(rankBands([one.map((score, place) => (place < 200 ? score : 1)), other], parts)).toEqual(apart);
  });
  it("hold the true places nearly always", () => {
    const uniform = seededUniform(81);
    const chances = [0.9, 0.8, 0.65, 0.6, 0.3];
    const wrong = shareOf(200, () => {
      const bands = rankBands(chances.map((chance) => draws(uniform, 100).map((value) => Number(value < chance))));
      return bands.some(({ low, high }, place) => low > place + 1 || high < place + 1);
    });
    expect(wrong).toBeLessThanOrEqual(0.05);
  });
});

describe("the normal distribution", () => {
  it("is undone by its quantiles, and refuses no share", () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(() => normalQuantile(1.1)).toThrow(RangeError);
  });
});
