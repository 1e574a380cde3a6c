import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededUniform } from "../numerics/seeded-uniform";
import { leaveOneOut } from "./leave-one-out";
import { shapley } from "./shapley";

const valuesOf = (shares: readonly { value: number }[]) => shares.map(({ value }) => value);
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 9));

/** A game of up to 8 members from a row of worths, one per coalition. */
function game(worth: readonly number[]) {
  return (coalition: readonly number[]) => worth[coalition.reduce((mask, member) => mask | (1 << member), 0)] ?? 0;
}
const worths = fc
  .integer({ min: 1, max: 6 })
  .chain((members) =>
    fc.tuple(fc.constant(members), fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2 ** members, maxLength: 2 ** members })),
  );

describe("Shapley values and leave-one-out", () => {
  it("both give each member its own addend in an additive game", () => {
    const addends = [0.5, -1, 3, 0.25];
    const value = (coalition: readonly number[]) => coalition.reduce((sum, member) => sum + (addends[member] ?? 0), 0);
    expect(valuesOf(shapley(4, value).shares)).toEqual(close(addends));
    expect(valuesOf(leaveOneOut(4, value))).toEqual(close(addends));
  });
  it("share between duplicates by half, where leave-one-out credits neither", () => {
    const value = (coalition: readonly number[]) => Number(coalition.includes(0) || coalition.includes(1));
    expect(valuesOf(shapley(2, value).shares)).toEqual(close([0.5, 0.5]));
    expect(valuesOf(leaveOneOut(2, value))).toEqual([0, 0]);
  });
  it("solve the glove game: one left glove is worth 2/3 beside two right ones", () => {
    const value = (coalition: readonly number[]) => Number(coalition.includes(0) && (coalition.includes(1) || coalition.includes(2)));
    expect(valuesOf(shapley(3, value).shares)).toEqual(close([2 / 3, 1 / 6, 1 / 6]));
  });
  it("solve the unanimity game: the two who are needed share alike, the others get nothing", () => {
    const value = (coalition: readonly number[]) => Number(coalition.includes(1) && coalition.includes(3));
    expect(valuesOf(shapley(5, value).shares)).toEqual(close([0, 0.5, 0, 0.5, 0]));
    expect(valuesOf(leaveOneOut(5, value))).toEqual([0, 1, 0, 1, 0]);
  });
  it("give away exactly what all are worth beyond nobody", () => {
    fc.assert(
      fc.property(worths, ([members, worth]) => {
        const { shares, efficiencyGap, exact } = shapley(members, game(worth));
        const whole = (worth.at(-1) ?? 0) - (worth[0] ?? 0);
        expect(exact).toBe(true);
        expect(Math.abs(efficiencyGap)).toBeLessThan(1e-9);
        expect(valuesOf(shares).reduce((sum, value) => sum + value, 0)).toBeCloseTo(whole, 9);
      }),
    );
  });
  it("give nothing to a member that never changes anything", () => {
    fc.assert(
      fc.property(worths, ([members, worth]) => {
        // A new member, last, whom the game does not look at.
        const value = game(worth);
        const { shares } = shapley(members + 1, (coalition) => value(coalition.filter((member) => member < members)));
        expect(shares.at(-1)?.value).toBeCloseTo(0, 9);
      }),
    );
  });
  it("treat members alike who are exchanged in the game", () => {
    fc.assert(
      fc.property(worths, ([members, worth]) => {
        const renamed = (member: number) => members - 1 - member;
        const value = game(worth);
        const plain = valuesOf(shapley(members, value).shares);
        const mirrored = valuesOf(shapley(members, (coalition) => value(coalition.map(renamed).sort((a, b) => a - b))).shares);
        expect(mirrored).toEqual(close([...plain].reverse()));
      }),
    );
  });
  it("add up over games", () => {
    fc.assert(
      fc.property(worths, ([members, worth]) => {
        const single = valuesOf(shapley(members, game(worth)).shares);
        const doubled = valuesOf(shapley(members, (coalition) => 2 * game(worth)(coalition) + coalition.length).shares);
        expect(doubled).toEqual(close(single.map((value) => 2 * value + 1)));
      }),
    );
  });
});

describe("Shapley values over drawn orders", () => {
  const addends = Array.from({ length: 12 }, (_, member) => member / 10);
  /** Additive, but the first two are copies of each other. */
  const value = (coalition: readonly number[]) =>
    coalition.reduce((sum, member) => sum + (addends[member] ?? 0), 0) + Number(coalition.includes(0) || coalition.includes(1));
  it("find the values, with errors that cover what is missing, and give everything away", () => {
    const { shares, exact, orders, efficiencyGap } = shapley(12, value, { orders: 100 });
    expect({ exact, orders }).toEqual({ exact: false, orders: 100 });
    expect(Math.abs(efficiencyGap)).toBeLessThan(1e-9);
    shares.forEach((share, member) => {
      const truth = (addends[member] ?? 0) + (member < 2 ? 0.5 : 0);
      expect(share.low - 1e-9).toBeLessThanOrEqual(truth);
      expect(share.high + 1e-9).toBeGreaterThanOrEqual(truth);
    });
  });
  it("cover the true value about 95 times in a hundred", () => {
    const uniform = seededUniform(11);
    const worth = Array.from({ length: 512 }, uniform);
    // The ninth member is a dummy, so that the exact values of the eight are known.
    const random = (coalition: readonly number[]) => game(worth)(coalition.filter((member) => member < 8));
    const truth = valuesOf(shapley(8, random).shares);
    let covered = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const { shares } = shapley(9, random, { orders: 60, seed });
      covered += truth.filter((value, member) => (shares[member]?.low ?? 0) <= value && value <= (shares[member]?.high ?? 0)).length;
    }
    expect(covered / 320).toBeGreaterThan(0.9);
    expect(covered / 320).toBeLessThan(0.99);
  });
  it("repeat themselves for a seed and differ for another", () => {
    const noisy = (coalition: readonly number[]) => Math.sqrt(coalition.reduce((sum, member) => sum + member * member, 0));
    const [one, again, other] = [1, 1, 2].map((seed) => valuesOf(shapley(10, noisy, { orders: 8, seed }).shares));
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });
  it("ask for each coalition once", () => {
    const asked = new Map<string, number>();
    shapley(9, (coalition) => {
      asked.set(coalition.join(), (asked.get(coalition.join()) ?? 0) + 1);
      return coalition.length;
    });
    expect(Math.max(...asked.values())).toBe(1);
  });
});

describe("shares per question", () => {
  it("give the error over questions, that of a mean", () => {
    // Member 0 solves questions 0 and 1, member 1 solves question 1.
    const solves = [
      [1, 1, 0, 0],
      [0, 1, 0, 0],
    ];
    const value = (coalition: readonly number[]) =>
      [0, 1, 2, 3].map((question) => Number(coalition.some((member) => solves[member]?.[question] === 1)));
    const [first, second] = shapley(2, value).shares;
    expect(first?.value).toBeCloseTo((1 + 0.5) / 4, 9);
    expect(second?.value).toBeCloseTo(0.5 / 4, 9);
    // Shares 1, 0.5, 0, 0: standard deviation over the root of 4.
    expect(first?.questionError).toBeCloseTo(Math.sqrt((0.625 ** 2 + 0.125 ** 2 + 2 * 0.375 ** 2) / 3) / 2, 9);
    expect(first?.orderError).toBe(0);
    expect(leaveOneOut(2, value).map((share) => share.value)).toEqual([0.25, 0]);
  });
  it("refuse what cannot be shared", () => {
    expect(() => shapley(0, () => 1)).toThrow("members");
    expect(() => shapley(2, () => Number.NaN)).toThrow("no finite value");
    expect(() => shapley(2, (coalition) => coalition.map(() => 1))).toThrow(RangeError);
    expect(() => shapley(2, (coalition) => (coalition.length === 2 ? [1, 2] : [1]))).toThrow("same questions");
    expect(() => shapley(9, () => 1, { orders: 3 })).toThrow("even number");
    expect(() => leaveOneOut(0, () => 1)).toThrow("members");
  });
});
