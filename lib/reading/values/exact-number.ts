const number = /^([+-]?)(\d{1,3}(?:[,' _]\d{3})+|\d+|(?=\.\d))(?:\.(\d+)|\.)?(?:(?:e| ?\* ?10 ?\^ ?)\{?([+-]?\d{1,3})\}?)?$/;
const fraction = /^([+-]?)(\d+) ?\/ ?(\d+)$/;
const mixed = /^([+-]?)(\d+) (\d+) ?\/ ?(\d+)$/;

/**
 * A number as a reduced fraction "n" or "n/d" in exact arithmetic, or null for anything else. Thousands with commas,
 * spaces or apostrophes,
 * decimals, fractions, mixed numbers and powers of ten are known.
 */
export function exactNumber(text: string): string | null {
  const divided = fraction.exec(text);
  if (divided) return reduced(divided[1] ?? "", BigInt(divided[2] ?? 0), BigInt(divided[3] ?? 0));
  const parts = mixed.exec(text);
  if (parts) {
    const under = BigInt(parts[4] ?? 0);
    return reduced(parts[1] ?? "", BigInt(parts[2] ?? 0) * under + BigInt(parts[3] ?? 0), under);
  }
  const [matched, sign = "", whole = "", decimals = "", power = "0"] = number.exec(text) ?? [];
  if (matched === undefined) return null;
  const exponent = Number(power) - decimals.length;
  const digits = BigInt(`${whole.replace(/\D/g, "")}${decimals}`);
  return reduced(sign, digits * 10n ** BigInt(Math.max(0, exponent)), 10n ** BigInt(Math.max(0, -exponent)));
}

/** An exact number divided by a hundred. */
export function hundredth(exact: string): string | null {
  const [over = "0", under = "1"] = exact.split("/");
  return exactNumber(`${over}/${under}00`);
}

function reduced(sign: string, numerator: bigint, denominator: bigint): string | null {
  if (denominator === 0n) return null;
  const divisor = greatestCommonDivisor(numerator, denominator);
  const top = numerator / divisor;
  const bottom = denominator / divisor;
  return `${sign === "-" && top !== 0n ? "-" : ""}${top}${bottom === 1n ? "" : `/${bottom}`}`;
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one, other];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
