import type { columns } from "@/lib/boards/columns";
import type { ScopeScore } from "@/lib/boards/rows/scope-scores";
import type { Gain, ScopeKind } from "@/lib/boards/schema";
import { formatScore } from "@/lib/statistics/labels";
import { HintedHead } from "../boards/column-hint";
import { CutValue } from "../boards/cut-value";
import { DoubtValue } from "../boards/doubt-value";
import { GainValue, WinsValue } from "../boards/gain-value";
import { ScoreValue } from "../boards/score-value";
import { cn } from "../ui/cn";
import { TextLink } from "../ui/navigation/text-link";
import { Missing } from "../ui/tables/missing";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

/** Models alone have no gain. */
type ScopeRow = ScopeScore & { gain?: Gain | null };

export type ScopeColumns = Pick<typeof columns, "score" | "gain" | "wins" | "chance" | "n" | "unreadable" | "cut" | "doubtful">;

interface ScopeTableProps {
  columns: ScopeColumns;
  rows: readonly ScopeRow[];
  caption: string;
  /** Address of the answers, to which split and scope are added. */
  answers: string;
  split: string;
}

const indent: Record<ScopeKind, string> = {
  overall: "pl-3 font-semibold first:pl-3",
  domain: "pl-3 first:pl-3",
  task: "pl-7 font-normal first:pl-7",
};

/** Scores of one model or system: all, then each domain with its tasks. */
export function ScopeTable({ rows, columns, caption, answers, split }: ScopeTableProps) {
  const withGain = rows.some((row) => row.gain);
  const hrefOf = (row: ScopeRow) =>
    `${answers}?${new URLSearchParams([["split", split], ...(row.kind === "overall" ? [] : [[row.kind, row.key]])])}`;
  return (
    <Table caption={caption} captionHidden>
      <TableHead>
        <TableRow>
          <ColumnHead pinned>Questions</ColumnHead>
          <HintedHead column={columns.score} />
          {withGain ? <HintedHead column={columns.gain} /> : null}
          {withGain ? <HintedHead column={columns.wins} /> : null}
          <HintedHead column={columns.chance} />
          <HintedHead column={columns.n} />
          <HintedHead column={columns.unreadable} />
          <HintedHead column={columns.cut} />
          <HintedHead column={columns.doubtful} />
          <ColumnHead numeric>Run</ColumnHead>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={`${row.kind} ${row.key}`} className={cn("[&>:last-child]:pr-3", row.kind !== "task" && "bg-sunk")}>
            <RowHead
              pinned
              className={cn(
                "min-w-28 max-w-36 [overflow-wrap:anywhere] sm:min-w-36 sm:max-w-56",
                indent[row.kind],
                row.kind === "task" ? "" : "bg-sunk",
              )}
            >
              {row.kind === "task" ? (
                <TextLink href={`/tasks/${row.key}`} quiet>
                  {row.title}
                </TextLink>
              ) : (
                row.title
              )}
            </RowHead>
            <Cell numeric>
              {row.cell ? (
                <ScoreValue score={row.cell} href={hrefOf(row)} conflicts={row.conflicts} strong={row.kind === "overall"} />
              ) : (
                <Missing why="Not answered yet" />
              )}
            </Cell>
            {withGain ? <Cell numeric>{row.gain ? <GainValue gain={row.gain} /> : <Missing why="Nothing to compare with" />}</Cell> : null}
            {withGain ? (
              <Cell numeric>
                {row.gain ? (
                  <WinsValue gain={row.gain} href={`${hrefOf(row)}&outcome=system-better`} />
                ) : (
                  <Missing why="Nothing to compare with" />
                )}
              </Cell>
            ) : null}
            <Cell numeric>{row.cell ? formatScore(row.cell.chance, { low: row.cell.interval[0], high: row.cell.interval[1] }) : ""}</Cell>
            <Cell numeric>{row.cell?.n ?? ""}</Cell>
            <Cell numeric>{row.cell?.unreadable ?? ""}</Cell>
            <Cell numeric>{row.cell ? <CutValue {...row.cell} /> : ""}</Cell>
            <Cell numeric>{row.cell ? <DoubtValue {...row.cell} /> : ""}</Cell>
            <Cell numeric>{row.cell?.run ? <TextLink href={`/runs/${row.cell.run}`}>#{row.cell.run}</TextLink> : ""}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
