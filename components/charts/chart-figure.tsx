import type { ReactNode } from "react";
import { Disclosure } from "../ui/disclosure";
import { TextLink } from "../ui/navigation/text-link";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

/** The numbers behind a drawing. The first column names the row. */
export interface TwinTable {
  columns: readonly string[];
  rows: readonly { key: string; label: string; href?: string | undefined; cells: readonly string[] }[];
}

interface ChartFigureProps {
  title: string;
  /** What is drawn and how to read it, in a sentence or two. */
  description: string;
  twin: TwinTable;
  legend?: ReactNode;
  children: ReactNode;
}

/** The frame of every chart: title, how to read it, the drawing, and the same numbers as a table. */
export function ChartFigure({ title, description, twin, legend, children }: ChartFigureProps) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-4 max-w-prose">
        <p className="font-serif text-lg">{title}</p>
        <p className="text-ink-soft text-sm">{description}</p>
      </figcaption>
      {legend}
      {children}
      <Disclosure summary="The numbers as a table" className="mt-3">
        <Table caption={title} captionHidden>
          <TableHead>
            <TableRow>
              {twin.columns.map((column, place) => (
                <ColumnHead key={column} numeric={place > 0}>
                  {column}
                </ColumnHead>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {twin.rows.map((row) => (
              <TableRow key={row.key}>
                <RowHead>{row.href ? <TextLink href={row.href}>{row.label}</TextLink> : row.label}</RowHead>
                {row.cells.map((cell, place) => (
                  <Cell key={twin.columns[place + 1] ?? cell} numeric>
                    {cell}
                  </Cell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Disclosure>
    </figure>
  );
}
