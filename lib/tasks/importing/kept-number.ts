/** Digits of a number that say something: no sign, point, exponent, or zeros at its ends. */
function digitsOf(text: string): string {
  const [mantissa = ""] = text.toLowerCase().split("e");
  const digits = [...mantissa].filter((sign) => sign !== "-" && sign !== ".");
  const first = digits.findIndex((digit) => digit !== "0");
  return digits.slice(Math.max(first, 0), digits.findLastIndex((digit) => digit !== "0") + 1).join("");
}

/** Longer ones are no numbers that anybody writes; looking at them costs time. */
const longest = 400;

/**
 * Whether a number of a JSON text, written out again, is the same: JavaScript keeps 15 to 17 digits and nothing beyond 1e308. A fraction
 * may have been written with all 17, as some programs do.
 */
export function isKeptNumber(text: string): boolean {
  if (text.length > longest) return false;
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  const isWhole = /^-?\d+$/.test(text);
  return digitsOf(text) === digitsOf(String(value)) || (!isWhole && digitsOf(text) === digitsOf(value.toPrecision(17)));
}

/** What to do about one that is not. */
export function notKept(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `has the number ${shown}, of more digits than a number keeps. Write it as a text, in quotes`;
}
