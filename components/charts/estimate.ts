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

const oneDecimal = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Words for a number, with a true minus sign; differences always carry a sign. */
export function formatNumber(value: number, format: NumberFormat): string {
  const scaled = format === "plain" ? value : value * 100;
  const digits = format === "plain" ? twoDecimals.format(Math.abs(scaled)) : oneDecimal.format(Math.abs(scaled));
  const zero = Number(digits.replaceAll(",", "")) === 0;
  const plus = format === "points" ? "+" : "";
  const sign = scaled < 0 ? "−" : plus;
  return `${zero ? "" : sign}${digits}${format === "percent" ? "%" : ""}`;
}

/** Words for the interval, or for its absence. */
export function formatInterval({ low, high }: Estimate, format: NumberFormat): string {
  if (low === null || high === null) return "no interval";
  return `${formatNumber(low, format)} to ${formatNumber(high, format)}`;
}

/** Short words for the marks of an axis. */
export function formatTick(value: number, format: NumberFormat): string {
  const scaled = format === "plain" ? value : value * 100;
  const digits = Math.abs(Number(scaled.toPrecision(6)));
  const plus = format === "points" && scaled > 0 ? "+" : "";
  return `${scaled < 0 && digits > 0 ? "−" : plus}${digits}${format === "percent" ? "%" : ""}`;
}
