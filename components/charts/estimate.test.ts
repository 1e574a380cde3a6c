import { describe, expect, it } from "vitest";
import { formatEstimate, formatInterval, formatNumber, formatTick } from "./estimate";

describe("a number in words", () => {
  it("is as precise as its interval, like everywhere else", () => {
    expect(formatEstimate({ value: 0.6125, low: 0.4, high: 0.8 }, "percent")).toBe("61\u00a0%");
    expect(formatEstimate({ value: 0.6125, low: 0.6, high: 0.62 }, "percent")).toBe("61.3\u00a0%");
  });

  it("has one decimal where there is no interval", () => {
    expect(formatNumber(0.7518, "percent")).toBe("75.2\u00a0%");
  });

  it("gives every difference a sign, with a true minus, and none to nothing", () => {
    expect(formatNumber(0.031, "points")).toBe("+3.1");
    expect(formatNumber(-0.031, "points")).toBe("−3.1");
    expect(formatNumber(-0.0001, "points")).toBe("0.0");
  });

  it("leaves other numbers unscaled", () => {
    expect(formatNumber(-12.2237, "plain")).toBe("−12.22");
    expect(formatNumber(1234.5, "plain")).toBe("1,234.50");
    expect(formatNumber(-0.001, "plain")).toBe("0.00");
  });

  it("says so where there is no interval", () => {
    expect(formatInterval({ value: 0.5, low: null, high: null }, "percent")).toBe("no interval");
    expect(formatInterval({ value: 0.6, low: 0.5, high: 0.69 }, "percent")).toBe("50 to 69\u00a0%");
    expect(formatInterval({ value: 0.02, low: -0.01, high: 0.05 }, "points")).toBe("−1.0 to +5.0");
  });

  it("keeps rounding errors of arithmetic off the axis", () => {
    expect(formatTick(0.30000000000000004, "percent")).toBe("30\u00a0%");
    expect(formatTick(-0.05, "points")).toBe("−5");
    expect(formatTick(0, "points")).toBe("0");
  });
});
