import type { WorkerRow } from "@/lib/runs/watching/schema";
import { describeDuration } from "../runs/duration";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/navigation/text-link";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { TechnicalDetails } from "../ui/technical-details";
import { Time } from "../ui/time";
import { workerName } from "./worker-name";

interface WorkersTableProps {
  workers: readonly WorkerRow[];
}

/** Processes that execute runs: whether they live, what they hold, how busy they are. */
export function WorkersTable({ workers }: WorkersTableProps) {
  return (
    <Table caption="Workers, the one seen last first" captionHidden cards>
      <TableHead>
        <tr>
          <ColumnHead>Worker</ColumnHead>
          <ColumnHead>State</ColumnHead>
          <ColumnHead>Runs</ColumnHead>
          <ColumnHead numeric>Seen</ColumnHead>
          <ColumnHead>Started</ColumnHead>
          <ColumnHead>More</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {workers.map((worker) => (
          <TableRow key={worker.id}>
            <RowHead className="min-w-44 [overflow-wrap:anywhere]">{workerName(worker.id)}</RowHead>
            <Cell label="State">{worker.isAlive ? <Badge tone="good">Alive</Badge> : <Badge tone="bad">Silent</Badge>}</Cell>
            <Cell label="Runs">
              <HeldRuns numbers={worker.runs} /> {worker.runs.length} of {worker.concurrency}
            </Cell>
            <Cell label="Seen" numeric>
              {describeDuration(worker.secondsAgo)} ago
            </Cell>
            <Cell label="Started" className="whitespace-nowrap">
              <Time at={worker.startedAt} />
            </Cell>
            <Cell>
              <TechnicalDetails>
                <p>Id {worker.id}</p>
                <p>Version {worker.version || "not told"}</p>
                <p>Event loop held up for {Math.round(worker.lagMs)} ms at most</p>
              </TechnicalDetails>
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
