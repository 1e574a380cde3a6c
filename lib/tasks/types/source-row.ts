/** A question of a source, before anything is known of its fields. */
export type SourceRow = Record<string, unknown>;

/** What stands in a field that cannot be read, and why in words for the person who imports it. No type takes it. */
export class Unreadable {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** A question whose gold is a field of its own: itself, or null where the gold is missing or blank. */
export function withGold(gold: unknown, row: SourceRow): SourceRow | null {
  const isBlank = (typeof gold === "string" && gold.trim() === "") || (Array.isArray(gold) && gold.length === 0);
  return gold === null || gold === undefined || isBlank ? null : row;
}

/** Sources write some texts as numbers. */
export function asText(value: unknown): unknown {
  if (typeof value === "number") return decimalOf(value);
  return typeof value === "boolean" ? String(value) : value;
}

/**
 * Golds of a source: a text, a list of texts, a list of structs that each have a text beside other things, or, as SQuAD has it, a
 * struct of a list of texts beside lists of other things. Of equal ones the first is kept: several people gave the same answer.
 */
export function asGolds(value: unknown): unknown {
  if (typeof value === "object" && value !== null && "text" in value && Array.isArray(value.text)) return [...new Set(asTexts(value.text))];
  return Array.isArray(value) ? asTexts(value) : asText(value);
}

function asTexts(value: readonly unknown[]): unknown[] {
  return value.map((each: unknown) => asText(typeof each === "object" && each !== null && "text" in each ? each.text : each));
}

/** Digits to which a number with an exponent is written out. */
const mostDigits = 30;

/** The shortest decimal of a number, without an exponent: "0.0000001" for 1e-7. */
function decimalOf(value: number): string {
  const text = String(value === 0 ? 0 : value);
  const [, sign = "", whole = "", part = "", exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  const shift = Number(exponent);
  if (exponent === undefined || Math.abs(shift) > mostDigits) return text;
  const digits = `${whole}${part}`;
  return shift < 0 ? `${sign}0.${"0".repeat(-shift - 1)}${digits}` : `${sign}${digits.padEnd(shift + 1, "0")}`;
}
