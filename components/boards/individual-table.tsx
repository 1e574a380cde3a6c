import { type Column, formatCount } from "@/lib/boards/labels";
import type { BoardRow, BoardView, IndividualStanding, PartColumn } from "@/lib/boards/schema";
import { formatRankBand, formatScore } from "@/lib/statistics/labels";
import { Missing } from "../ui/missing";
import { BoardTable } from "./board-table";
import { DoubtValue } from "./doubt-value";
import { ScoreValue } from "./score-value";
import { viewHref } from "./view-href";

interface IndividualTableProps {
  rows: readonly BoardRow<IndividualStanding>[];
  columns: readonly Column[];
  parts: readonly PartColumn[];
  view: BoardView;
  caption: string;
}

/** What each model is worth alone. */
export function IndividualTable({ view, ...rest }: IndividualTableProps) {
  const hrefOf = (modelSort: string) => viewHref(view, { modelSort, modelPage: 1 }, "/", "#individuals");
  return <BoardTable {...rest} sort={view.modelSort} hrefOf={hrefOf} cellOf={modelValue} />;
}

function modelValue(row: BoardRow<IndividualStanding>, key: string) {
  switch (key) {
    case "rank":
      return formatRankBand({ low: row.rank[0], high: row.rank[1] });
    case "score":
      return <ScoreValue score={row} href={row.answersUrl} conflicts={row.conflicts} strong />;
    case "n":
      return row.n;
    case "chance":
      return formatScore(row.chance, { low: row.interval[0], high: row.interval[1] });
    case "unreadable":
      return row.unreadable;
    case "doubtful":
      return <DoubtValue {...row} />;
    case "flags":
      return row.conflicts.length;
    case "mocoScore":
      return row.mocoScore === null ? (
        <Missing why="Not known for every answer" />
      ) : (
        formatScore(row.mocoScore, { low: row.interval[0], high: row.interval[1] })
      );
    case "contributor":
      return row.contributor ?? <Missing why="Not named" />;
    case "baseModel":
      return row.baseModel ?? <Missing why="Not given" />;
    case "parameters":
      return row.parameters === null ? <Missing why="Not given" /> : formatCount(row.parameters);
    case "license":
      return row.license ?? <Missing why="Not given" />;
    default:
      return null;
  }
}
