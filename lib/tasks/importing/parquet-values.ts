import type { ParquetParsers, SchemaTree } from "hyparquet";

/** Times and dates as people write them, in place of the parser's own. */
export const timesAsWritten: Partial<ParquetParsers> = {
  dateFromDays: (days) => new Date(days * 86_400_000).toISOString().replace(/T.*/, ""),
  timestampFromMilliseconds: (millis) => momentOf(BigInt(millis) * 1_000_000n),
  timestampFromMicroseconds: (micros) => momentOf(BigInt(micros) * 1_000n),
  timestampFromNanoseconds: (nanos) => momentOf(BigInt(nanos)),
};

/** A value that Parquet holds and no question can have. */
export class UnreadableValue extends Error {}

/**
 * A value as JSON has it, by the type of its column: numbers as the shortest decimals that mean the same in that type,
 * whole numbers beyond JavaScript's as texts, dates as written. Not a number is null, as those who write it mean it.
 * @throws UnreadableValue
 */
export function plainValue(value: unknown, column: SchemaTree | undefined): unknown {
  if (column && isUnscaled(column)) return scaled(value, column);
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? wholeOf(Number(value), column) : String(value);
  if (typeof value === "number") return column ? numberOf(value, column) : value;
  if (value instanceof Date) return momentOf(BigInt(value.getTime()) * 1_000_000n);
  if (value instanceof Uint8Array && column && isEnum(column)) return new TextDecoder().decode(value);
  if (ArrayBuffer.isView(value))
    throw new UnreadableValue("is a column of bytes that nothing marks as text. Write it as a column of strings");
  if (Array.isArray(value)) return value.map((each: unknown) => plainValue(each, elementOf(column)));
  if (typeof value !== "object" || value === null) return value;
  const fields = column && isMap(column) ? undefined : column?.children;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      plainValue(inner, fields ? fields.find(({ element }) => element.name === key) : column?.children[0]?.children[1]),
    ]),
  );
}

/** The parser knows decimals by their older mark only, and gives others as the whole numbers that they are stored as. */
function isUnscaled({ element }: SchemaTree): boolean {
  return element.logical_type?.type === "DECIMAL" && element.converted_type !== "DECIMAL";
}

function scaled(value: unknown, { element: { logical_type: logical } }: SchemaTree): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value !== "number" && typeof value !== "bigint") throw new UnreadableValue("has a decimal in a form that cannot be read");
  const scale = logical?.type === "DECIMAL" ? logical.scale : 0;
  return decimalOf(Number(value) / 10 ** scale, scale);
}

/** A word out of a fixed list, which the parser leaves as bytes. */
function isEnum({ element }: SchemaTree): boolean {
  return element.converted_type === "ENUM" || element.logical_type?.type === "ENUM";
}

function isMap({ element }: SchemaTree): boolean {
  return element.converted_type === "MAP" || element.logical_type?.type === "MAP";
}

/** What a list's elements are: below the one repeated group that the format puts between, or the repeated column itself. */
function elementOf(column: SchemaTree | undefined): SchemaTree | undefined {
  const isList = column?.element.converted_type === "LIST" || column?.element.logical_type?.type === "LIST";
  const group = isList ? column.children[0] : column;
  return isList && group?.children.length === 1 ? group.children[0] : group;
}

function numberOf(value: number, column: SchemaTree): unknown {
  const { type, converted_type: converted, logical_type: logical, scale = 0 } = column.element;
  if (Number.isNaN(value)) return null;
  if (!Number.isFinite(value)) return String(value);
  if (converted === "DECIMAL") return decimalOf(value, scale);
  if (type === "FLOAT") return shortest(value, (one) => Math.fround(one) === value);
  // Half precision has eleven bits.
  const half = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 11);
  return logical?.type === "FLOAT16" ? shortest(value, (one) => Math.abs(one - value) < half) : wholeOf(value, column);
}

/** The parser multiplies by a power of ten, which leaves binary noise behind the last digit. */
function decimalOf(value: number, scale: number): number {
  if (Math.abs(value) * 10 ** scale > Number.MAX_SAFE_INTEGER) {
    throw new UnreadableValue("has a decimal of more digits than can be read exactly (15)");
  }
  return Number(value.toFixed(scale));
}

function shortest(value: number, isSame: (one: number) => boolean): number {
  for (let digits = 1; digits < 10; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (isSame(rounded)) return rounded;
  }
  return value;
}

/** A whole number; a time of day where its column says so. */
function wholeOf(value: number, { element }: Partial<SchemaTree> = {}): unknown {
  const { converted_type: converted, logical_type: logical } = element ?? {};
  const unit = logical?.type === "TIME" ? logical.unit : undefined;
  const nanos = BigInt(Math.trunc(value));
  if (converted === "TIME_MILLIS" || unit === "MILLIS") return clockOf(nanos * 1_000_000n);
  if (converted === "TIME_MICROS" || unit === "MICROS") return clockOf(nanos * 1_000n);
  return unit === "NANOS" ? clockOf(nanos) : value;
}

const second = 1_000_000_000n;
const day = 86_400n * second;

/** "1999-12-01 08:30:00"; the date alone at midnight, which is how a column of times holds dates. */
function momentOf(nanos: bigint): string {
  const clock = ((nanos % day) + day) % day;
  const date = new Date(Number((nanos - clock) / 1_000_000n)).toISOString().replace(/T.*/, "");
  return clock === 0n ? date : `${date} ${clockOf(clock)}`;
}

/** "08:30:00", with a fraction where there is one. */
function clockOf(nanos: bigint): string {
  const two = (count: bigint) => String(count).padStart(2, "0");
  const seconds = nanos / second;
  const digits = String(nanos % second).padStart(9, "0");
  const fraction = digits.slice(0, [...digits].findLastIndex((digit) => digit !== "0") + 1);
  return `${two(seconds / 3_600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${fraction === "" ? "" : `.${fraction}`}`;
}
