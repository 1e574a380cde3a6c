import { AppError } from "@/lib/errors";
import type { AnyRow } from "../column";
import { columns as everyColumn } from "../columns";
import type { ShownColumn } from "../shown-columns";

type SortValue = ReturnType<ShownColumn<AnyRow>["sort"]>;

/**
 * Sorts by a column, "-column" for descending. Missing values come last in both directions; equal ones by name.
 * @param columns all columns of the board; one that only the other board has is missing in every row
 * @throws AppError INVALID_INPUT for a column that does not exist
 */
export function sortRows<Row extends AnyRow>(rows: readonly Row[], sort: string, columns: readonly ShownColumn<Row>[]): Row[] {
  const descending = sort.startsWith("-");
  const key = descending ? sort.slice(1) : sort;
  const elsewhere = Object.values(everyColumn).flatMap((column) => (column.key === "parts" ? [] : column.key));
  const names = [...new Set([...elsewhere, ...columns.map((column) => column.sortKey)])];
  if (!names.includes(key)) {
    const known = names.join(", ");
    throw new AppError("INVALID_INPUT", `Rows cannot be sorted by "${key}". Choose one of: ${known}.`, [{ field: "sort", message: known }]);
  }
  const column = columns.find(({ sortKey }) => sortKey === key);
  const sortValue = (row: Row): SortValue => column?.sort(row) ?? null;
  return rows.toSorted((one, other) => compare(sortValue(one), sortValue(other), descending) || one.name.localeCompare(other.name));
}

function compare(one: SortValue, other: SortValue, descending: boolean): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const order = typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other));
  return descending ? -order : order;
}

/** Keeps rows that hold every word of `text` in a name that the reader sees. */
export function filterByText<Row extends AnyRow>(rows: readonly Row[], text: string | undefined): Row[] {
  const words = (text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const seen = searchable(row).join(" ").toLowerCase();
    return words.every((word) => seen.includes(word));
  });
}

function searchable(row: AnyRow): string[] {
  if (row.kind === "system") return [row.name, row.methodName, ...row.members.map((member) => member.name)];
  return [row.name, row.hubId, row.baseModel ?? "", row.contributor ?? ""];
}

/** Rows of a table that a page shows at once; files hold all of them. */
export const rowsPerPage = 50;

/** Part of a list. */
export interface RowsPage<Row> {
  rows: Row[];
  /** From 1. */
  page: number;
  pageSize: number;
  /** Rows on all pages. */
  total: number;
}

/** The rows of a page, and which page that is: past the end it is the last one, since rows come and go. */
export function pageOfRows<Row>(rows: readonly Row[], wanted: number): RowsPage<Row> {
  const page = Math.min(wanted, Math.max(1, Math.ceil(rows.length / rowsPerPage)));
  return { rows: rows.slice((page - 1) * rowsPerPage, page * rowsPerPage), page, pageSize: rowsPerPage, total: rows.length };
}
