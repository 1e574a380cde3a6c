import { stringify } from "csv-stringify/sync";
import { doubtBelow } from "@/lib/tasks/schema";
import { type Column, modelColumns, shownColumns, systemColumns } from "./labels";
import type { Boards } from "./read-board";
import type { BoardRow, BoardView, IndividualStanding, PartColumn, Score, SystemStanding } from "./schema";

type Row = BoardRow<IndividualStanding> | BoardRow<SystemStanding>;
type Value = string | number | boolean | null;
/** A column of the file: its head says the unit. */
interface Field {
  head: string;
  value: (row: Row) => Value;
}

const scoreFields = (head: string, read: (row: Row) => Score | null | undefined): Field[] => [
  { head: `${head} (0 to 1)`, value: (row) => read(row)?.score ?? null },
  { head: `${head}, 95 % low`, value: (row) => read(row)?.interval[0] ?? null },
  { head: `${head}, 95 % high`, value: (row) => read(row)?.interval[1] ?? null },
];

const gain = (row: Row) => (row.kind === "system" ? row.gain : null);
const emerged = (row: Row) => (row.kind === "system" ? row.emergence : null);
const alone = (row: Row) => (row.kind === "individual" ? row : null);

/** What each column of the page becomes in a file: one value a field, intervals beside their numbers. */
const fieldsOfColumn: Record<string, Field[]> = {
  rank: [
    { head: "rank, best", value: (row) => row.rank[0] },
    { head: "rank, worst", value: (row) => row.rank[1] },
  ],
  name: [
    { head: "name", value: (row) => row.name },
    { head: "page", value: (row) => row.url },
  ],
  score: [...scoreFields("score", (row) => row), { head: "so far", value: (row) => row.soFar }],
  n: [{ head: "n (questions)", value: (row) => row.n }],
  chance: [{ head: "chance (0 to 1)", value: (row) => row.chance }],
  flags: [{ head: "flags", value: (row) => row.conflicts.map((conflict) => conflict.text).join(" ") }],
  unreadable: [{ head: "unreadable answers", value: (row) => row.unreadable }],
  doubtful: [
    { head: `doubtful verdicts (less than ${100 * doubtBelow} % certain)`, value: (row) => row.doubtful },
    { head: "score with every doubtful verdict wrong (0 to 1)", value: (row) => row.doubtBounds?.[0] ?? null },
    { head: "score with every doubtful verdict right (0 to 1)", value: (row) => row.doubtBounds?.[1] ?? null },
  ],
  mocoScore: [{ head: "score by the rules of MoCo 1.0.0 (0 to 1)", value: (row) => row.mocoScore }],
  contributor: [{ head: "contributor", value: (row) => alone(row)?.contributor ?? null }],
  baseModel: [{ head: "base model", value: (row) => alone(row)?.baseModel ?? null }],
  parameters: [{ head: "parameters (weights)", value: (row) => alone(row)?.parameters ?? null }],
  license: [{ head: "licence", value: (row) => alone(row)?.license ?? null }],
  poolSize: [{ head: "models in the pool", value: (row) => (row.kind === "system" ? row.poolSize : null) }],
  method: [{ head: "method", value: (row) => (row.kind === "system" ? row.methodName : null) }],
  gain: [
    { head: "gain over the best single model (share)", value: (row) => gain(row)?.difference ?? null },
    { head: "gain, 95 % low", value: (row) => gain(row)?.interval[0] ?? null },
    { head: "gain, 95 % high", value: (row) => gain(row)?.interval[1] ?? null },
  ],
  wins: [
    { head: "wins (questions)", value: (row) => gain(row)?.wins ?? null },
    { head: "losses (questions)", value: (row) => gain(row)?.losses ?? null },
    { head: "p (exact McNemar)", value: (row) => gain(row)?.p ?? null },
  ],
  baseline: [
    { head: "best single model", value: (row) => gain(row)?.baseline.name ?? null },
    { head: "its score (0 to 1)", value: (row) => gain(row)?.baselineScore ?? null },
  ],
  emergence: [
    { head: "solved though every member fails (questions)", value: (row) => emerged(row)?.solved ?? null },
    { head: "failed by every member (questions)", value: (row) => emerged(row)?.n ?? null },
    { head: "emergence (0 to 1)", value: (row) => emerged(row)?.rate ?? null },
    { head: "emergence, 95 % low", value: (row) => emerged(row)?.interval[0] ?? null },
    { head: "emergence, 95 % high", value: (row) => emerged(row)?.interval[1] ?? null },
    { head: "emergence by guessing (0 to 1)", value: (row) => emerged(row)?.chance ?? null },
    { head: "p (guessing alone)", value: (row) => emerged(row)?.p ?? null },
  ],
  detectable: [{ head: "smallest detectable difference (share)", value: (row) => gain(row)?.detectable ?? null }],
};

function fieldsOf(columns: readonly Column[], parts: readonly PartColumn[]): Field[] {
  return columns.flatMap((column) => {
    if (column.key !== "parts") return fieldsOfColumn[column.key] ?? [];
    return parts.flatMap((part) => scoreFields(part.title, (row) => row.parts[part.key]));
  });
}

export interface ExportedTable {
  columns: string[];
  rows: Value[][];
}

/** The rows and columns of one table exactly as the page shows them, with units and intervals. */
export function tableOf(which: "individual" | "systems", boards: Boards, view: BoardView): ExportedTable {
  const shown = which === "individual" ? shownColumns(modelColumns, view.modelColumns) : shownColumns(systemColumns, view.systemColumns);
  const rows: readonly Row[] = which === "individual" ? boards.individuals.rows : boards.systems.rows;
  const fields = fieldsOf(shown, boards.parts);
  return { columns: fields.map((field) => field.head), rows: rows.map((row) => fields.map((field) => field.value(row))) };
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
