import { stringify } from "csv-stringify/sync";
import type { Column, FileValue } from "./column";

export interface ExportedTable {
  columns: string[];
  rows: FileValue[][];
}

/** The rows and columns of one table exactly as the page shows them, with units and intervals. */
export function tableOf<Row>({ columns, rows }: { columns: readonly Column<Row>[]; rows: readonly Row[] }): ExportedTable {
  const fields = columns.flatMap((column) => column.fields);
  return { columns: fields.map((field) => field.name), rows: rows.map((row) => fields.map((field) => field.value(row))) };
}

/** The table as CSV (RFC 4180, UTF-8). Cells that a spreadsheet could take for a formula are disarmed. */
export function toCsv({ columns, rows }: ExportedTable): string {
  const guarded = [columns, ...rows].map((row) => row.map((value) => (typeof value === "string" ? disarm(value) : value)));
  return stringify(guarded, { record_delimiter: "windows", cast: { boolean: (value) => (value ? "yes" : "no") } });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const startsFormula = /^[\p{White_Space}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/**
 * A text that no spreadsheet runs: control, bidirectional and zero-width characters are taken out, and an apostrophe
 * goes before it when any of its lines starts, after spaces of any kind, with = + - @ in plain or full width.
 */
export function disarm(text: string): string {
  const clean = text.replace(invisible, "");
  return clean.split(/\r\n|[\n\r\u0085\u2028\u2029]/).some((line) => startsFormula.test(line)) ? `'${clean}` : clean;
}
