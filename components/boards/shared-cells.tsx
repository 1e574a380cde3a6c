import type { AnyRow } from "@/lib/boards/column";
import type { SharedKey } from "@/lib/boards/columns";
import { formatRankBand, formatScore } from "@/lib/statistics/labels";
import { TextLink } from "../ui/navigation/text-link";
import { Missing } from "../ui/tables/missing";
import type { Cells } from "./board-table";
import { CutValue } from "./cut-value";
import { DoubtValue } from "./doubt-value";
import { ScoreValue } from "./score-value";

const bounds = ({ interval: [low, high] }: AnyRow) => ({ low, high });

/** The cells of the columns that stand on both boards. */
export const sharedCells: Cells<AnyRow, SharedKey> = {
  rank: ({ rank: [low, high] }) => formatRankBand({ low, high }),
  name: (row) => (
    <TextLink href={row.url} quiet>
      {row.name}
    </TextLink>
  ),
  score: (row) => <ScoreValue score={row} href={row.answersUrl} conflicts={row.conflicts} strong />,
  parts: (row, { sortKey }) => <PartValue row={row} part={sortKey} />,
  n: (row) => row.n,
  chance: (row) => formatScore(row.chance, bounds(row)),
  unreadable: (row) => row.unreadable,
  cut: (row) => <CutValue {...row} />,
  doubtful: (row) => <DoubtValue {...row} />,
  flags: (row) => row.conflicts.length,
  mocoScore: (row) => (row.mocoScore === null ? <Missing why="Not known for every answer" /> : formatScore(row.mocoScore, bounds(row))),
};

/** Score of a part that a row's score averages: a domain, or a task of the domain. */
function PartValue({ row, part }: { row: AnyRow; part: string }) {
  const score = row.parts[part];
  if (!score) return <Missing why="Not answered yet" />;
  const query = new URLSearchParams({ split: row.split, [row.scope === "overall" ? "domain" : "task"]: part });
  const conflicts = row.conflicts.filter((one) => part === one.task || part === one.domain);
  return <ScoreValue score={score} href={`${row.url}/answers?${query}`} conflicts={conflicts} />;
}
