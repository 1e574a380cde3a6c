import { describe, expect, it } from "vitest";
import { meanInterval } from "./mean-interval";
import { wilson } from "./wilson";

const binary = (ones: number, zeros: number) => [...Array<number>(ones).fill(1), ...Array<number>(zeros).fill(0)];

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
