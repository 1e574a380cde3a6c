import { AppError } from "@/lib/errors";
import type { BoardRow, IndividualStanding, SystemStanding } from "../schema";

type Row = BoardRow<IndividualStanding> | BoardRow<SystemStanding>;
type SortValue = number | string | null;

/** What a column sorts by; null is "missing". */
const sortValues: Record<string, (row: Row) => SortValue> = {
  rank: (row) => row.rank[0] + row.rank[1],
  name: (row) => row.name,
  score: (row) => row.score,
  n: (row) => row.n,
  chance: (row) => row.chance,
  unreadable: (row) => row.unreadable,
  doubtful: (row) => (row.doubtful === null ? null : row.doubtful / row.n),
  flags: (row) => row.conflicts.length,
  mocoScore: (row) => row.mocoScore,
  contributor: (row) => (row.kind === "individual" ? row.contributor : null),
  baseModel: (row) => (row.kind === "individual" ? row.baseModel : null),
  parameters: (row) => (row.kind === "individual" ? row.parameters : null),
  license: (row) => (row.kind === "individual" ? row.license : null),
  poolSize: (row) => (row.kind === "system" ? row.poolSize : null),
  method: (row) => (row.kind === "system" ? row.methodName : null),
  gain: (row) => (row.kind === "system" ? (row.gain?.difference ?? null) : null),
  wins: (row) => (row.kind === "system" ? (row.gain?.wins ?? null) : null),
  baseline: (row) => (row.kind === "system" ? (row.gain?.baselineScore ?? null) : null),
  detectable: (row) => (row.kind === "system" ? (row.gain?.detectable ?? null) : null),
  emergence: (row) => (row.kind === "system" ? (row.emergence?.rate ?? null) : null),
};

/**
 * Sorts by a column, "-column" for descending. Missing values come last in both directions; equal ones by name.
 * @throws AppError INVALID_INPUT for a column that does not exist
 */
export function sortRows<R extends Row>(rows: readonly R[], sort: string, parts: readonly string[]): R[] {
  const descending = sort.startsWith("-");
  const key = descending ? sort.slice(1) : sort;
  const fixed = sortValues[key];
  if (!fixed && !parts.includes(key)) {
    const names = [...Object.keys(sortValues), ...parts].join(", ");
    throw new AppError("INVALID_INPUT", `Rows cannot be sorted by "${key}". Choose one of: ${names}.`, [{ field: "sort", message: names }]);
  }
  const sortValueOf = (row: R): SortValue => (fixed ? fixed(row) : (row.parts[key]?.score ?? null));
  return rows.toSorted((one, other) => compare(sortValueOf(one), sortValueOf(other), descending) || one.name.localeCompare(other.name));
}

function compare(one: SortValue, other: SortValue, descending: boolean): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const order = typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other));
  return descending ? -order : order;
}

/** Keeps rows that hold every word of `text` in a name that the reader sees. */
export function filterByText<R extends Row>(rows: readonly R[], text: string | undefined): R[] {
  const words = (text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const seen = searchable(row).join(" ").toLowerCase();
    return words.every((word) => seen.includes(word));
  });
}

function searchable(row: Row): string[] {
  if (row.kind === "system") return [row.name, row.methodName, ...row.members.map((member) => member.name)];
  return [row.name, row.hubId, row.baseModel ?? "", row.contributor ?? ""];
}

/** Rows of a table that a page shows at once; files hold all of them. */
export const rowsPerPage = 50;

/** The rows of a page, and which page that is: past the end it is the last one, since rows come and go. */
export function pageOfRows<R>(rows: readonly R[], wanted: number): { rows: R[]; page: number } {
  const page = Math.min(wanted, Math.max(1, Math.ceil(rows.length / rowsPerPage)));
  return { rows: rows.slice((page - 1) * rowsPerPage, page * rowsPerPage), page };
}
