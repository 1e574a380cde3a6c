/** A decimal as it is written. */
interface Decimal {
  value: number;
  /** Behind the point. */
  places: number;
  /** From the first that is not 0. */
  digits: number;
}

/** What a decimal is compared with: its value, and whether no decimal of any length is it. */
export interface Exact {
  value: number;
  isEndless: boolean;
}

/** Two doubles of one computation differ by less, as a share. */
const noise = 1e-12;
/** So many digits and no value of a computation in doubles have a number by chance. */
const doubleDigits = 12;
/** Denominators whose decimals people round. */
const denominators = [3, 6, 7, 9, 11, 12, 13];

/** A decimal in plain digits; null for anything else. */
export function decimalOf(text: string): Decimal | null {
  const [, sign = "", whole, part = ""] = /^([-+]?)(\d*)\.(\d+)$/.exec(text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")) ?? [];
  if (whole === undefined || part.length > 40 || whole.length > 15) return null;
  return {
    value: Number(`${sign}${whole === "" ? 0 : whole}.${part}`),
    places: part.length,
    digits: `${whole}${part}`.replace(/^0+/, "").length,
  };
}

/** A fraction "n" or "n/d" of `exactNumber` as a value. */
export function fractionValue(exact: string): Exact {
  const [over = "0", under = "1"] = exact.split("/");
  return { value: Number(over) / Number(under), isEndless: /[^0]/.test(String(withoutFactors(Number(under)) - 1)) };
}

function withoutFactors(denominator: number): number {
  let left = denominator;
  for (const factor of [2, 5]) while (left > 1 && left % factor === 0) left /= factor;
  return left;
}

/**
 * Whether a decimal is what somebody writes for a value that no decimal is: rounded to at least two digits, one of them behind
 * the point of at least three, or cut behind at least three.
 */
export function roundsTo(decimal: Decimal, exact: Exact): boolean {
  if (!exact.isEndless || !Number.isFinite(exact.value)) return false;
  const isLongEnough = decimal.places >= 2 ? decimal.digits >= 2 : decimal.digits >= 3;
  const unit = 10 ** -decimal.places;
  const gap = Math.abs(decimal.value - exact.value);
  const isCut = decimal.places >= 3 && gap < unit && Math.abs(decimal.value) < Math.abs(exact.value);
  return isLongEnough && (isCut || gap <= unit * (0.5 + 1e-6) + Math.abs(exact.value) * noise);
}

/** Whether two decimals are one value: the same but for the noise of a computation, or the same endless fraction, rounded differently. */
export function roundAlike(one: Decimal, other: Decimal): boolean {
  const size = Math.max(Math.abs(one.value), Math.abs(other.value));
  const isComputed = Math.max(one.digits, other.digits) >= doubleDigits;
  if (isComputed && Math.abs(one.value - other.value) <= size * noise) return true;
  return denominators.some((under) => {
    const over = Math.round(one.value * under);
    const exact = { value: over / under, isEndless: over % under !== 0 && withoutFactors(under / divisor(Math.abs(over), under)) > 1 };
    return roundsTo(one, exact) && roundsTo(other, exact);
  });
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}
