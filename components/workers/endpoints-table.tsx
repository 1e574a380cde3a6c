import type { EndpointRow } from "@/lib/runs/watching/schema";
import { describeDuration } from "../runs/duration";
import { Badge, type BadgeTone } from "../ui/badge";
import { Disclosure } from "../ui/disclosure";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { TechnicalDetails } from "../ui/technical-details";

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
    <Table caption="Endpoints, as each living worker sees them" captionHidden cards>
      <TableHead>
        <tr>
          <ColumnHead>Endpoint</ColumnHead>
          <ColumnHead>State</ColumnHead>
          <ColumnHead numeric>Being answered</ColumnHead>
          <ColumnHead numeric>Waiting</ColumnHead>
          <ColumnHead numeric>Last answer</ColumnHead>
          <ColumnHead>Models</ColumnHead>
          <ColumnHead>More</ColumnHead>
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
            <Cell label="State">
              <Badge tone={states[endpoint.state]?.tone}>{states[endpoint.state]?.title ?? endpoint.state}</Badge>
            </Cell>
            <Cell label="Being answered" numeric>
              {endpoint.inFlight}
            </Cell>
            <Cell label="Waiting" numeric>
              {endpoint.waiting}
            </Cell>
            <Cell label="Last answer" numeric>
              {endpoint.lastOkAt ? `${describeDuration((now.getTime() - endpoint.lastOkAt.getTime()) / 1_000)} ago` : "never"}
            </Cell>
            <Cell label="Models">{endpoint.models.length === 0 ? "none" : <ModelNames names={endpoint.models} />}</Cell>
            <Cell>
              <TechnicalDetails>
                <p>As seen by {endpoint.workerId}</p>
                <p>Window: at most {endpoint.window} requests at once</p>
              </TechnicalDetails>
            </Cell>
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
