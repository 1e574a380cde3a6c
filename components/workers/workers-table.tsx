import type { WorkerRow } from "@/lib/runs/watching/schema";
import { describeDuration } from "../runs/duration";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/navigation/text-link";
import { Missing } from "../ui/tables/missing";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { Time } from "../ui/time";

interface WorkersTableProps {
  workers: readonly WorkerRow[];
}

/** Processes that execute runs: whether they live, what they hold, how busy they are. */
export function WorkersTable({ workers }: WorkersTableProps) {
  return (
    <Table caption="Workers, the one seen last first" captionHidden>
      <TableHead>
        <tr>
          <ColumnHead>Worker</ColumnHead>
          <ColumnHead>State</ColumnHead>
          <ColumnHead>Runs</ColumnHead>
          <ColumnHead numeric>Event-loop lag</ColumnHead>
          <ColumnHead>Version</ColumnHead>
          <ColumnHead numeric>Seen</ColumnHead>
          <ColumnHead>Started</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {workers.map((worker) => (
          <TableRow key={worker.id}>
            <RowHead className="min-w-44 [overflow-wrap:anywhere]">{worker.id}</RowHead>
            <Cell>{worker.isAlive ? <Badge tone="good">Alive</Badge> : <Badge tone="bad">Silent</Badge>}</Cell>
            <Cell>
              <HeldRuns numbers={worker.runs} /> {worker.runs.length} of {worker.concurrency}
            </Cell>
            <Cell numeric>{Math.round(worker.lagMs)} ms</Cell>
            <Cell className="whitespace-nowrap">{worker.version || <Missing why="The worker did not say its version" />}</Cell>
            <Cell numeric>{describeDuration(worker.secondsAgo)} ago</Cell>
            <Cell className="whitespace-nowrap">
              <Time at={worker.startedAt} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function HeldRuns({ numbers }: { numbers: readonly number[] }) {
  return numbers.map((number) => (
    <span key={number}>
      <TextLink href={`/runs/${number}`}>#{number}</TextLink>{" "}
    </span>
  ));
}
