import type { EndpointRow } from "@/lib/runs/watching/schema";
import { describeDuration } from "../runs/duration";
import { Badge, type BadgeTone } from "../ui/badge";
import { Disclosure } from "../ui/disclosure";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

interface EndpointsTableProps {
  endpoints: readonly EndpointRow[];
  now: Date;
}

const states: Record<string, { title: string; tone: BadgeTone }> = {
  ready: { title: "Ready", tone: "good" },
  canary: { title: "Canary", tone: "info" },
  suspect: { title: "Suspect", tone: "warn" },
  dead: { title: "Dead", tone: "bad" },
  unknown: { title: "Unknown", tone: "neutral" },
};

const scorers: Record<string, string> = { reward: "Reward model", verify: "Verifier", embed: "Embedding model" };

/** Model servers and scorers as each living worker sees them. */
export function EndpointsTable({ endpoints, now }: EndpointsTableProps) {
  return (
    <Table caption="Endpoints, as each living worker sees them" captionHidden>
      <TableHead>
        <tr>
          <ColumnHead>Endpoint</ColumnHead>
          <ColumnHead>State</ColumnHead>
          <ColumnHead numeric>In flight</ColumnHead>
          <ColumnHead numeric>Window</ColumnHead>
          <ColumnHead numeric>Waiting</ColumnHead>
          <ColumnHead numeric>Answered</ColumnHead>
          <ColumnHead>Models</ColumnHead>
          <ColumnHead>Worker</ColumnHead>
        </tr>
      </TableHead>
      <TableBody>
        {endpoints.map((endpoint) => (
          <TableRow key={`${endpoint.workerId} ${endpoint.scorer} ${endpoint.name}`}>
            <RowHead className="min-w-48">
              {endpoint.name}
              {endpoint.scorer === "" ? null : (
                <span className="block font-normal">Scorer: {scorers[endpoint.scorer] ?? endpoint.scorer}</span>
              )}
              <span className="block font-normal text-ink-soft [overflow-wrap:anywhere]">{endpoint.url}</span>
              {endpoint.server ? <span className="block font-normal text-ink-soft">Server: {endpoint.server}</span> : null}
              {endpoint.note ? <span className="block font-normal text-ink-soft [overflow-wrap:anywhere]">{endpoint.note}</span> : null}
              {endpoint.message ? <span className="block font-normal text-bad [overflow-wrap:anywhere]">{endpoint.message}</span> : null}
            </RowHead>
            <Cell>
              <Badge tone={states[endpoint.state]?.tone}>{states[endpoint.state]?.title ?? endpoint.state}</Badge>
            </Cell>
            <Cell numeric>{endpoint.inFlight}</Cell>
            <Cell numeric>{endpoint.window}</Cell>
            <Cell numeric>{endpoint.waiting}</Cell>
            <Cell numeric>
              {endpoint.lastOkAt ? `${describeDuration((now.getTime() - endpoint.lastOkAt.getTime()) / 1_000)} ago` : "never"}
            </Cell>
            <Cell>{endpoint.models.length === 0 ? "none" : <ModelNames names={endpoint.models} />}</Cell>
            <Cell className="min-w-40 [overflow-wrap:anywhere]">{endpoint.workerId}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function ModelNames({ names }: { names: readonly string[] }) {
  return (
    <Disclosure summary={String(names.length)}>
      <ul>
        {names.map((name) => (
          <li key={name} className="whitespace-nowrap">
            {name}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
