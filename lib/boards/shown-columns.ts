import { type AnyRow, type Column, scoreFields } from "./column";
import type { PartColumn } from "./schema";

/** A column as a table shows it. */
export interface ShownColumn<Row, Key extends string = string> extends Column<Row, Key> {
  /** What an address calls it: its own key, or that of the part of the score. */
  sortKey: string;
}

/** All columns of a board, with one for each part of the score. */
export function withParts<Row extends AnyRow, Key extends string>(
  columns: readonly Column<Row, Key>[],
  parts: readonly PartColumn[],
): ShownColumn<Row, Key>[] {
  return columns.flatMap((column) =>
    column.key === "parts" ? parts.map((part) => partColumn(column, part)) : [{ ...column, sortKey: column.key }],
  );
}

function partColumn<Row extends AnyRow, Key extends string>(column: Column<Row, Key>, { key, title }: PartColumn): ShownColumn<Row, Key> {
  return {
    ...column,
    sortKey: key,
    title,
    hint: "",
    sort: (row) => row.parts[key]?.score ?? null,
    fields: scoreFields(title, (row) => row.parts[key]),
  };
}

/** The columns that a reader sees: the usual ones, or those chosen. */
export function shownColumns<Shown extends Column<never>>(columns: readonly Shown[], chosen: readonly string[] | undefined): Shown[] {
  return columns.filter((column) => column.fixed || (chosen ? chosen.includes(column.key) : column.usual));
}
