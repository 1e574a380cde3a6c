import { describe, expect, it } from "vitest";
import { seededUniform } from "../numerics/seeded-uniform";
import { intervalRankBands } from "./interval-rank-bands";
import { rankBands } from "./rank-bands";

const binary = (ones: number, zeros: number) => [...Array<number>(ones).fill(1), ...Array<number>(zeros).fill(0)];
/** Share of `trials` in which something happens. */
function shareOf(trials: number, happens: (trial: number) => boolean): number {
  return Array.from({ length: trials }, (_, trial) => happens(trial)).filter(Boolean).length / trials;
}
const draws = (uniform: () => number, n: number) => Array.from({ length: n }, uniform);

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
