import { type Column, formatCount } from "@/lib/leaderboards/labels";
import type { BoardRow, BoardView, IndividualStanding, PartColumn } from "@/lib/leaderboards/schema";
import { formatRankBand, formatScore } from "@/lib/statistics/labels";
import { Cell, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { PartCells } from "./part-cells";
import { NoScore, ScoreValue } from "./score-value";
import { SortHead } from "./sort-head";
import { viewHref } from "./view-href";

interface IndividualTableProps {
  rows: readonly BoardRow<IndividualStanding>[];
  columns: readonly Column[];
  parts: readonly PartColumn[];
  view: BoardView;
  caption: string;
}

/** What each model is worth alone. */
export function IndividualTable({ rows, columns, parts, view, caption }: IndividualTableProps) {
  const hrefOf = (modelSort: string) => viewHref(view, { modelSort }, "/", "#individuals");
  return (
    <Table caption={caption} captionHidden windowed={rows.length > 40}>
      <TableHead>
        <TableRow>
          {columns.flatMap((column) => {
            const heads = column.key === "parts" ? parts.map((part) => ({ ...column, key: part.key, title: part.title })) : [column];
            return heads.map((head) => (
              <SortHead key={head.key} column={head} sort={view.modelSort} hrefOf={hrefOf} pinned={head.key === "name"} />
            ));
          })}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.slug} className="hover:bg-sunk">
            {columns.map((column) =>
              column.key === "parts" ? (
                <PartCells key="parts" row={row} parts={parts} />
              ) : (
                <ModelCell key={column.key} row={row} column={column} />
              ),
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function ModelCell({ row, column }: { row: BoardRow<IndividualStanding>; column: Column }) {
  if (column.key === "name") {
    return (
      <RowHead pinned className="min-w-32 max-w-44 [overflow-wrap:anywhere] sm:max-w-64">
        <TextLink href={row.url} quiet>
          {row.name}
        </TextLink>
      </RowHead>
    );
  }
  return <Cell numeric={column.numeric}>{modelValue(row, column.key)}</Cell>;
}

function modelValue(row: BoardRow<IndividualStanding>, key: string) {
  switch (key) {
    case "rank":
      return formatRankBand({ low: row.rank[0], high: row.rank[1] });
    case "score":
      return <ScoreValue score={row} href={row.answersUrl} strong />;
    case "n":
      return row.n;
    case "chance":
      return formatScore(row.chance, { low: row.interval[0], high: row.interval[1] });
    case "unreadable":
      return row.unreadable;
    case "contributor":
      return row.contributor ?? <NoScore why="Not named" />;
    case "baseModel":
      return row.baseModel ?? <NoScore why="Not given" />;
    case "parameters":
      return row.parameters === null ? <NoScore why="Not given" /> : formatCount(row.parameters);
    case "license":
      return row.license ?? <NoScore why="Not given" />;
    default:
      return null;
  }
}
