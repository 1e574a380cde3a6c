import { describe, expect, it } from "vitest";
import { scaleOver } from "./scale";

describe("a scale over estimates", () => {
  it("leaves room for interval ends and reference values", () => {
    const scale = scaleOver([{ value: 0.5, low: 0.31, high: 0.72 }], [0, 100], [0.25]);
    const [least = 1, most = 0] = scale.domain();
    expect(least).toBeLessThanOrEqual(0.25);
    expect(most).toBeGreaterThanOrEqual(0.72);
  });

  it("has a width even if all values are the same", () => {
    const scale = scaleOver([{ value: 0, low: null, high: null }], [0, 100]);
    expect(Number.isFinite(scale(0))).toBe(true);
    expect(scale(0)).toBeGreaterThan(0);
    expect(scale(0)).toBeLessThan(100);
  });

  it("draws nothing without breaking", () => {
    expect(scaleOver([], [0, 100]).domain()).toEqual([0, 1]);
  });

  it("keeps a domain that is given", () => {
    expect(scaleOver([{ value: 0.9, low: null, high: null }], [2, 98], [], [0, 1]).domain()).toEqual([0, 1]);
  });
});
