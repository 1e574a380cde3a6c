import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilson } from "./wilson";

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
