import { describe, expect, it } from "vitest";
import { wilson } from "./intervals/wilson";
import { formatDifference, formatInterval, formatP, formatRankBand, formatScore } from "./labels";

describe("numbers as words", () => {
  it("shows no decimals that the interval does not support", () => {
    expect(formatScore(0.6, wilson(15, 25))).toBe("60\u00a0%");
    expect(formatScore(0.604, { low: 0.58, high: 0.63 })).toBe("60.4\u00a0%");
    expect(formatScore(0.6044, { low: 0.601, high: 0.608 })).toBe("60.44\u00a0%");
  });
  it("writes intervals in percent", () => {
    expect(formatInterval(wilson(15, 25))).toBe("41 to 77\u00a0%");
  });
  it("signs differences, and leaves zero without a sign", () => {
    expect(formatDifference(0.084, { low: 0.05, high: 0.12 })).toBe("+8.4 points");
    expect(formatDifference(-0.2, { low: -0.4, high: 0 })).toBe("\u221220 points");
    expect(formatDifference(-0.001, { low: -0.2, high: 0.2 })).toBe("0 points");
    expect(formatDifference(0.01, { low: -0.1, high: 0.1 })).toBe("+1 point");
    expect(formatDifference(-0.11, { low: -0.2, high: 0.1 })).toBe("\u221211 points");
    expect(formatDifference(0.001, { low: -0.2, high: 0.2 })).toBe("0 points");
  });
  it("never prints a p of zero", () => {
    expect(formatP(0.0386)).toBe("p = 0.039");
    expect(formatP(0.00001)).toBe("p < 0.001");
    expect(formatP(1)).toBe("p = 1.00");
  });
  it("writes a band of one place as that place", () => {
    expect(formatRankBand({ low: 2, high: 2 })).toBe("2");
    expect(formatRankBand({ low: 1, high: 3 })).toBe("1 to 3");
  });
});
