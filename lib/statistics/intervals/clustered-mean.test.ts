import { describe, expect, it } from "vitest";
import { mean } from "../numerics/mean";
import { seededUniform } from "../numerics/seeded-uniform";
import { clusteredMean } from "./clustered-mean";

/** Share of `trials` in which something happens. */
function shareOf(trials: number, happens: (trial: number) => boolean): number {
  return Array.from({ length: trials }, (_, trial) => happens(trial)).filter(Boolean).length / trials;
}
const draws = (uniform: () => number, n: number) => Array.from({ length: n }, uniform);

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
