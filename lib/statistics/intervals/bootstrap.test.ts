import { describe, expect, it } from "vitest";
import { mean } from "../numerics/mean";
import { quantile } from "../numerics/quantile";
import { seededUniform } from "../numerics/seeded-uniform";
import { bootstrapMean } from "./bootstrap";

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
});
