import type { Interval } from "./schema";

/** Decimals of a percentage that an interval of this width supports: the last digit shown is about a tenth of it or more. */
function decimals(width: number): number {
  if (width >= 0.1) return 0;
  return width >= 0.01 ? 1 : 2;
}

/** A number of percent with so many decimals; the minus sign is the typographic one, and zero has no sign. */
function percent(share: number, digits: number): string {
  const text = (share * 100).toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "\u2212");
}

/**
 * A score in percent, as precise as its interval allows: 60 % where ten points are uncertain, 60.4 % where one is. The space
 * before the sign does not break.
 * @param score 0 to 1
 */
export function formatScore(score: number, interval: Interval): string {
  return `${percent(score, decimals(interval.high - interval.low))}\u00a0%`;
}

/** The interval in percent, as precise as its own width allows, for example "41 to 77 %". */
export function formatInterval(interval: Interval): string {
  const digits = decimals(interval.high - interval.low);
  return `${percent(interval.low, digits)} to ${percent(interval.high, digits)}\u00a0%`;
}

/** A difference in percentage points with its sign, as precise as its interval allows, for example "+8.4 points". */
export function formatDifference(difference: number, interval: Interval): string {
  const text = percent(difference, decimals(interval.high - interval.low));
  return `${difference > 0 && Number(text) !== 0 ? "+" : ""}${text} ${/^\D?1$/.test(text) ? "point" : "points"}`;
}

/** A p-value to two significant digits, never zero. */
export function formatP(p: number): string {
  if (p < 0.001) return "p < 0.001";
  return `p = ${p < 0.1 ? Number(p.toPrecision(2)) : p.toFixed(2)}`;
}

/** A place or a band of places, for example "2" or "1 to 3". */
export function formatRankBand(band: { low: number; high: number }): string {
  return band.low === band.high ? String(band.low) : `${band.low} to ${band.high}`;
}
