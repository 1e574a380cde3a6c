import type { ReactNode } from "react";
import type { Column } from "@/lib/boards/labels";
import type { BoardRow, IndividualStanding, PartColumn, SystemStanding } from "@/lib/boards/schema";
import { Cell, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { PartCells } from "./part-cells";
import { SortHead } from "./sort-head";

interface BoardTableProps<Row> {
  rows: readonly Row[];
  columns: readonly Column[];
  parts: readonly PartColumn[];
  caption: string;
  /** The column that orders the rows, as the address names it. */
  sort: string;
  /** The address of the same view in another order. */
  hrefOf(sort: string): string;
  cellOf(row: Row, key: string): ReactNode;
}

/** Ranked rows with their names in sight, columns as chosen, and a column for each part of the score. */
export function BoardTable<Row extends BoardRow<IndividualStanding> | BoardRow<SystemStanding>>(props: BoardTableProps<Row>) {
  const { rows, columns, parts, caption, sort, hrefOf, cellOf } = props;
  const heads = columns.flatMap((column) =>
    column.key === "parts" ? parts.map((part) => ({ ...part, numeric: column.numeric })) : [column],
  );
  return (
    <Table caption={caption} captionHidden windowed={rows.length > 40}>
      <TableHead>
        <TableRow>
          {heads.map((head) => (
            <SortHead key={head.key} column={head} sort={sort} hrefOf={hrefOf} pinned={head.key === "name"} />
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.slug} className="hover:bg-sunk">
            {columns.map((column) => {
              if (column.key === "parts") return <PartCells key="parts" row={row} parts={parts} />;
              if (column.key === "name") return <NameHead key="name" row={row} />;
              return (
                <Cell key={column.key} numeric={column.numeric}>
                  {cellOf(row, column.key)}
                </Cell>
              );
            })}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function NameHead({ row }: { row: { name: string; url: string } }) {
  return (
    <RowHead pinned className="min-w-36 max-w-44 [overflow-wrap:anywhere] sm:max-w-72">
      <TextLink href={row.url} quiet>
        {row.name}
      </TextLink>
    </RowHead>
  );
}
