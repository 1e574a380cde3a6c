const number = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.(\d+))?$/;
const fraction = /^([+-]?)(\d+)\s*\/\s*(\d+)$/;
const withUnit = /^([+-]?)\s*[$€£]?\s*(\.?\d[\d.,]*(?:\s*\/\s*\d+)?)\s*(?:%|°|[a-z]+(?: [a-z]+)?)?$/;

/**
 * Form in which exact answers are compared. Capitals, spacing, TeX dress and a full stop at the end do not count;
 * numbers are reduced fractions, so that 42, 42.0 and 84/2 are equal and −42 is not. Brackets, signs and articles count.
 */
export function comparableValue(value: string): string {
  const text = undressed(value).toLowerCase();
  return asNumber(text) ?? text;
}

/** Whether an answer means the gold: equal in form, or the same number with a unit where the gold is a number without one. */
export function meansTheSame(answer: string, gold: string): boolean {
  const expected = comparableValue(gold);
  if (comparableValue(answer) === expected) return true;
  if (asNumber(undressed(gold).toLowerCase()) === null) return false;
  const [, sign = "", digits] = withUnit.exec(undressed(answer).toLowerCase()) ?? [];
  return digits !== undefined && asNumber(`${sign}${digits}`) === expected;
}

function undressed(value: string): string {
  return value
    .normalize("NFC")
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/\\(?:text|textbf|textit|mathbf|mathrm|mathit|mathsf)\s*\{([^{}]*)\}/g, "$1")
    .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, "$1/$2")
    .replace(/\\(?:left|right)(?![a-z])|\\[,!; ]/g, "")
    .replace(/\\([%$#&])/g, "$1")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^(\*\*|\$|`|"|'|“|‘)(.*?)(\*\*|\$|`|"|'|”|’)$/, "$2")
    .replace(/(?<=[^.])[.;,]$/, "")
    .replace(/^\(([A-Za-z])\)$/, "$1")
    .trim();
}

/** A number as a reduced fraction "n" or "n/d" in exact arithmetic; null for anything else. */
function asNumber(text: string): string | null {
  const divided = fraction.exec(text);
  if (divided) return reduced(divided[1] ?? "", BigInt(divided[2] ?? 0), BigInt(divided[3] ?? 0));
  const [matched, sign = "", whole = "", decimals = ""] = number.exec(text) ?? [];
  if (matched === undefined) return null;
  return reduced(sign, BigInt(`${whole.replaceAll(",", "")}${decimals}`), 10n ** BigInt(decimals.length));
}

function reduced(sign: string, numerator: bigint, denominator: bigint): string | null {
  if (denominator === 0n) return null;
  const divisor = greatestCommonDivisor(numerator, denominator);
  const top = numerator / divisor;
  const bottom = denominator / divisor;
  return `${sign === "-" && top !== 0n ? "-" : ""}${top}${bottom === 1n ? "" : `/${bottom}`}`;
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  return other === 0n ? one : greatestCommonDivisor(other, one % other);
}
