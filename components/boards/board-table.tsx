import type { ReactNode } from "react";
import type { ShownColumn } from "@/lib/boards/shown-columns";
import { Cell, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { SortHead } from "./sort-head";

/** How each column shows a row. */
export type Cells<Row, Key extends string> = Record<Key, (row: Row, column: { sortKey: string }) => ReactNode>;

interface BoardTableProps<Row, Key extends string> {
  rows: readonly Row[];
  columns: readonly ShownColumn<Row, Key>[];
  cells: Cells<Row, Key>;
  caption: string;
  /** The column that orders the rows, as the address names it. */
  sort: string;
  /** The address of the same view in another order. */
  hrefOf(sort: string): string;
}

/** What a card shows first below its name. */
const leads: ReadonlySet<string> = new Set(["score", "gain"]);

/** Ranked rows with their names in sight and columns as chosen. */
export function BoardTable<Row extends { slug: string }, Key extends string>(props: BoardTableProps<Row, Key>) {
  const { rows, columns, cells, caption, sort, hrefOf } = props;
  return (
    <Table caption={caption} captionHidden cards windowed={rows.length > 40}>
      <TableHead>
        <TableRow>
          {columns.map((column) => (
            <SortHead key={column.sortKey} column={column} sort={sort} hrefOf={hrefOf} pinned={column.key === "name"} />
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.slug} className="hover:bg-sunk">
            {columns.map((column) =>
              column.key === "name" ? (
                <RowHead key="name" pinned className="min-w-36 max-w-44 [overflow-wrap:anywhere] sm:max-w-72">
                  {cells[column.key](row, column)}
                </RowHead>
              ) : (
                <Cell key={column.sortKey} label={column.title} data-lead={leads.has(column.key) || undefined} numeric={column.numeric}>
                  {cells[column.key](row, column)}
                </Cell>
              ),
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
