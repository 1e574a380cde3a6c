import { failureTitles, isFailureCode, kindLabels } from "@/lib/runs/labels";
import type { RunRow } from "@/lib/runs/watching/schema";
import { splitTitles } from "@/lib/tasks/labels";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/navigation/text-link";
import { Missing } from "../ui/tables/missing";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { Time } from "../ui/time";
import { describeDuration } from "./duration";
import { ImportedBadge } from "./imported-badge";
import { StateBadge } from "./state-badge";

interface RunsTableProps {
  caption: string;
  rows: readonly RunRow[];
}

/** Runs, one a line: what is evaluated, where it stands, how far it came. */
export function RunsTable({ caption, rows }: RunsTableProps) {
  return (
    <Table caption={caption} captionHidden cards>
      <TableHead>
        <tr>
          <ColumnHead>Run</ColumnHead>
          <ColumnHead>State</ColumnHead>
          <ColumnHead>Kind</ColumnHead>
          <ColumnHead>Split</ColumnHead>
          <ColumnHead numeric>Questions</ColumnHead>
          <ColumnHead numeric>Took</ColumnHead>
          <ColumnHead>Queued</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.number}>
            <RowHead className="min-w-40">
              <TextLink href={`/runs/${row.number}`}>#{row.number}</TextLink>{" "}
              <span className="font-normal">
                {row.title} {row.caveats === null ? null : <ImportedBadge run={row.number} caveats={row.caveats} />}
              </span>
            </RowHead>
            <Cell label="State">
              <StateBadge state={row.state} />
              <Reason {...row} />
            </Cell>
            <Cell label="Kind">
              <Badge tone={row.kind === "system" ? "ensemble" : "solo"}>{kindLabels[row.kind]}</Badge>
            </Cell>
            <Cell label="Split" className="whitespace-nowrap">
              {splitTitles[row.split]}
            </Cell>
            <Cell label="Questions" numeric>
              {row.questionsTotal === 0 ? (
                <Missing why="The questions are not counted yet" />
              ) : (
                `${row.questionsDone} / ${row.questionsTotal}`
              )}
            </Cell>
            <Cell label="Took" numeric>
              <Took {...row} />
            </Cell>
            <Cell label="Queued" className="whitespace-nowrap">
              <Time at={row.queuedAt} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Why it does not go on, so that many of them can be looked through without opening each. */
function Reason({ state, failureCode }: RunRow) {
  if ((state !== "failed" && state !== "blocked_consent") || !isFailureCode(failureCode)) return null;
  return <span className="mt-1 block min-w-48 text-ink-soft text-sm">{failureTitles[failureCode]}</span>;
}

function Took({ startedAt, finishedAt, caveats }: RunRow) {
  if (caveats !== null) return <Missing why="It was imported: how long it took elsewhere is not known" />;
  if (!startedAt) return <Missing why="It was not started" />;
  if (!finishedAt) return <Missing why="It is not over" />;
  return describeDuration((finishedAt.getTime() - startedAt.getTime()) / 1_000);
}
