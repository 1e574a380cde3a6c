import type { Column } from "@/lib/boards/labels";
import type { BoardRow, BoardView, PartColumn, SystemStanding } from "@/lib/boards/schema";
import { formatRankBand, formatScore } from "@/lib/statistics/labels";
import { Missing } from "../ui/missing";
import { TextLink } from "../ui/text-link";
import { BoardTable } from "./board-table";
import { DoubtValue } from "./doubt-value";
import { EmergenceValue } from "./emergence-value";
import { GainValue, WinsValue } from "./gain-value";
import { ScoreValue } from "./score-value";
import { viewHref } from "./view-href";

interface SystemTableProps {
  rows: readonly BoardRow<SystemStanding>[];
  columns: readonly Column[];
  parts: readonly PartColumn[];
  view: BoardView;
  caption: string;
}

/** What models are worth together, and what that gains over the best of them. */
export function SystemTable({ view, ...rest }: SystemTableProps) {
  const hrefOf = (systemSort: string) => viewHref(view, { systemSort, systemPage: 1 }, "/", "#systems");
  return <BoardTable {...rest} sort={view.systemSort} hrefOf={hrefOf} cellOf={systemValue} />;
}

const noBaseline = "No best single model to compare with";

function systemValue(row: BoardRow<SystemStanding>, key: string) {
  const { gain } = row;
  const missing = row.isBaseline ? "This is the best single model" : noBaseline;
  switch (key) {
    case "rank":
      return formatRankBand({ low: row.rank[0], high: row.rank[1] });
    case "score":
      return <ScoreValue score={row} href={row.answersUrl} conflicts={row.conflicts} strong />;
    case "gain":
      return gain ? <GainValue gain={gain} /> : <Missing why={missing} />;
    case "wins":
      return gain ? <WinsValue gain={gain} href={`${row.answersUrl}&outcome=system-better`} /> : <Missing why={missing} />;
    case "baseline":
      return gain ? <TextLink href={`/models/${gain.baseline.slug}`}>{gain.baseline.name}</TextLink> : <Missing why={missing} />;
    case "detectable":
      return gain ? `${(gain.detectable * 100).toFixed(1)} points` : <Missing why={missing} />;
    case "emergence":
      return row.emergence ? (
        <EmergenceValue emergence={row.emergence} href={`${row.answersUrl}&outcome=emergent`} />
      ) : (
        <Missing why={row.isBaseline ? "This is the best single model" : "No question is known to be failed by every member"} />
      );
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
    default:
      return null;
  }
}
