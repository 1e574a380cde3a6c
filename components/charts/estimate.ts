import { formatDifference, formatScore, formatInterval as formatShares } from "@/lib/statistics/labels";

/** A number and how sure it is. `low` and `high` bound the 95 % interval; null where none can be given. */
export interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
  /** How many answers, questions or pairs it rests on. */
  n?: number | undefined;
}

/** One model alone, or many together. */
export type Voice = "solo" | "ensemble";

/** `percent`: a share between 0 and 1. `points`: a difference of shares. `plain`: any other number. */
export type NumberFormat = "percent" | "points" | "plain";

/** Widths that the formats of statistics turn into one decimal, for numbers that come without an interval. */
const oneDecimal = { low: 0, high: 0.05 };
const twoDecimals = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Words for a number, as precise as its interval allows; differences always carry a sign, in points. */
export function formatEstimate({ value, low, high }: Estimate, format: NumberFormat): string {
  const interval = low === null || high === null ? oneDecimal : { low, high };
  switch (format) {
    case "percent":
      return formatScore(value, interval);
    case "points":
      return formatDifference(value, interval).replace(" points", "");
    case "plain":
      return plain(value);
  }
}

/** Words for a number without an interval. */
export function formatNumber(value: number, format: NumberFormat): string {
  return formatEstimate({ value, low: null, high: null }, format);
}

/** Words for the interval, or for its absence. */
export function formatInterval({ low, high }: Estimate, format: NumberFormat): string {
  if (low === null || high === null) return "no interval";
  if (format === "percent") return formatShares({ low, high });
  return [low, high].map((bound) => formatEstimate({ value: bound, low, high }, format)).join(" to ");
}

/** Short words for the marks of an axis. */
export function formatTick(value: number, format: NumberFormat): string {
  const scaled = format === "plain" ? value : value * 100;
  const digits = Math.abs(Number(scaled.toPrecision(6)));
  const plus = format === "points" && scaled > 0 ? "+" : "";
  return `${scaled < 0 && digits > 0 ? "−" : plus}${digits}${format === "percent" ? "\u00a0%" : ""}`;
}

function plain(value: number): string {
  const digits = twoDecimals.format(Math.abs(value));
  return value < 0 && digits !== "0.00" ? `−${digits}` : digits;
}
