import { describe, expect, it } from "vitest";
import { mean } from "../numerics/mean";
import { seededUniform } from "../numerics/seeded-uniform";
import { bcaBootstrap } from "./bca-bootstrap";
import { bcaInterval } from "./bca-interval";
import { bcaMean } from "./bca-mean";

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
