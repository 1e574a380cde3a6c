import type { Column } from "@/lib/leaderboards/labels";
import type { BoardRow, BoardView, PartColumn, SystemStanding } from "@/lib/leaderboards/schema";
import { formatRankBand, formatScore } from "@/lib/statistics/labels";
import { Cell, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { GainValue, WinsValue } from "./gain-value";
import { PartCells } from "./part-cells";
import { NoScore, ScoreValue } from "./score-value";
import { SortHead } from "./sort-head";
import { viewHref } from "./view-href";

interface SystemTableProps {
  rows: readonly BoardRow<SystemStanding>[];
  columns: readonly Column[];
  parts: readonly PartColumn[];
  view: BoardView;
  caption: string;
}

/** What models are worth together, and what that gains over the best of them. */
export function SystemTable({ rows, columns, parts, view, caption }: SystemTableProps) {
  const hrefOf = (systemSort: string) => viewHref(view, { systemSort }, "/", "#systems");
  return (
    <Table caption={caption} captionHidden windowed={rows.length > 40}>
      <TableHead>
        <TableRow>
          {columns.flatMap((column) => {
            const heads = column.key === "parts" ? parts.map((part) => ({ ...column, key: part.key, title: part.title })) : [column];
            return heads.map((head) => (
              <SortHead key={head.key} column={head} sort={view.systemSort} hrefOf={hrefOf} pinned={head.key === "name"} />
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
                <SystemCell key={column.key} row={row} column={column} />
              ),
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function SystemCell({ row, column }: { row: BoardRow<SystemStanding>; column: Column }) {
  if (column.key === "name") {
    return (
      <RowHead pinned className="min-w-36 max-w-44 [overflow-wrap:anywhere] sm:max-w-72">
        <TextLink href={row.url} quiet>
          {row.name}
        </TextLink>
      </RowHead>
    );
  }
  return <Cell numeric={column.numeric}>{systemValue(row, column.key)}</Cell>;
}

const noBaseline = "No best single model to compare with";

function systemValue(row: BoardRow<SystemStanding>, key: string) {
  const { gain } = row;
  const missing = row.method === "best-single" ? "This is the best single model" : noBaseline;
  switch (key) {
    case "rank":
      return formatRankBand({ low: row.rank[0], high: row.rank[1] });
    case "score":
      return <ScoreValue score={row} href={row.answersUrl} strong />;
    case "gain":
      return gain ? <GainValue gain={gain} /> : <NoScore why={missing} />;
    case "wins":
      return gain ? <WinsValue gain={gain} href={`${row.answersUrl}&outcome=system-better`} /> : <NoScore why={missing} />;
    case "baseline":
      return gain ? <TextLink href={`/models/${gain.baseline.slug}`}>{gain.baseline.name}</TextLink> : <NoScore why={missing} />;
    case "detectable":
      return gain ? `${(gain.detectable * 100).toFixed(1)} points` : <NoScore why={missing} />;
    case "poolSize":
      return row.poolSize;
    case "method":
      return <TextLink href={`/methods#${row.method}`}>{row.methodName}</TextLink>;
    case "n":
      return row.n;
    case "chance":
      return formatScore(row.chance, { low: row.interval[0], high: row.interval[1] });
    case "unreadable":
      return row.unreadable;
    default:
      return null;
  }
}
