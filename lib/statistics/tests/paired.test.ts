import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededUniform } from "../numerics/seeded-uniform";
import { exactMcNemar } from "./mcnemar";
import { midPMcNemar } from "./mid-p-mcnemar";
import { pairedDifference } from "./paired-difference";
import { pairedPermutation } from "./paired-permutation";

const binary = (ones: number, zeros: number) => [...Array<number>(ones).fill(1), ...Array<number>(zeros).fill(0)];
/** Share of `trials` in which something happens. */
function shareOf(trials: number, happens: (trial: number) => boolean): number {
  return Array.from({ length: trials }, (_, trial) => happens(trial)).filter(Boolean).length / trials;
}
const draws = (uniform: () => number, n: number) => Array.from({ length: n }, uniform);

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
