import { describe, expect, it } from "vitest";
import { formatInterval, formatNumber, formatTick } from "./estimate";

describe("a number in words", () => {
  it("writes shares as per cent with one decimal", () => {
    expect(formatNumber(0.6125, "percent")).toBe("61.3%");
    expect(formatNumber(1, "percent")).toBe("100.0%");
  });

  it("gives every difference a sign, with a true minus", () => {
    expect(formatNumber(0.031, "points")).toBe("+3.1");
    expect(formatNumber(-0.031, "points")).toBe("−3.1");
  });

  it("shows no sign on what rounds to nothing", () => {
    expect(formatNumber(-0.0001, "points")).toBe("0.0");
    expect(formatNumber(0, "percent")).toBe("0.0%");
  });

  it("leaves other numbers unscaled", () => {
    expect(formatNumber(-12.2237, "plain")).toBe("−12.22");
    expect(formatNumber(1234.5, "plain")).toBe("1,234.50");
  });

  it("says so where there is no interval", () => {
    expect(formatInterval({ value: 0.5, low: null, high: null }, "percent")).toBe("no interval");
    expect(formatInterval({ value: 0.6, low: 0.5, high: 0.69 }, "percent")).toBe("50.0% to 69.0%");
  });

  it("keeps rounding errors of arithmetic off the axis", () => {
    expect(formatTick(0.30000000000000004, "percent")).toBe("30%");
    expect(formatTick(-0.05, "points")).toBe("−5");
    expect(formatTick(0, "points")).toBe("0");
  });
});
