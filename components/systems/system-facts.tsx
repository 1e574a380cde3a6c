import type { Level } from "@/lib/methods/schema";
import type { SystemPage } from "@/lib/pages/find-system-page";
import { StateBadge } from "../runs/state-badge";
import { TextLink } from "../ui/navigation/text-link";
import { DefinitionList } from "../ui/tables/definition-list";
import { TechnicalDetails } from "../ui/technical-details";
import { Time } from "../ui/time";

const levels: Record<Level, string> = {
  api: "API level: it is chosen who answers",
  text: "Text level: answers are exchanged",
  weight: "Weight level: weights are combined",
  baseline: "None: it is there to compare with",
};

/** Method, pool, parameters and runs of a system. */
export function SystemFacts({ page }: { page: SystemPage }) {
  const { method } = page;
  const items = [
    { term: "Method", value: <TextLink href={`/methods#${method.id}`}>{method.name}</TextLink> },
    ...(method.level ? [{ term: "Level", value: levels[method.level] }] : []),
    ...(method.paper ? [{ term: "Published in", value: <TextLink href={method.paper.url}>{method.paper.title}</TextLink> }] : []),
    {
      term: "Learns on",
      value: `${page.devPerTask === null ? "All practice questions" : `The first ${page.devPerTask} practice questions`} of ${page.devTasks.length} tasks`,
    },
    { term: "Prepared", value: page.preparedAt ? <Time at={page.preparedAt} /> : "Not yet" },
    { term: "Runs", value: <Runs runs={page.runs} /> },
  ];
  const technical = [
    { term: "Parameters", value: <Parameters value={page.parameters} /> },
    { term: "Pool digest", value: <code>{page.pool.digest.slice(0, 12)}</code> },
    ...(page.reader === null ? [] : [{ term: "Equal answers", value: <>As read by {page.reader}</> }]),
  ];
  return (
    <>
      <DefinitionList items={items} />
      <TechnicalDetails>
        <DefinitionList items={technical} />
      </TechnicalDetails>
    </>
  );
}

function Parameters({ value }: { value: unknown }) {
  const lines = flatten(value);
  if (lines.length === 0) return "None";
  return (
    <ul>
      {lines.map(([name, shown]) => (
        <li key={name}>
          {name}: <code>{shown}</code>
        </li>
      ))}
    </ul>
  );
}

/** Nested parameters as dotted names, the way an experiment's file would write them. */
function flatten(value: unknown, path = ""): [name: string, shown: string][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [[path, typeof value === "string" ? value : JSON.stringify(value)]];
  }
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, path ? `${path}.${name}` : name));
}

function Runs({ runs }: Pick<SystemPage, "runs">) {
  if (runs.length === 0) return "None yet";
  return (
    <ul className="flex flex-wrap gap-x-4">
      {runs.map((run) => (
        <li key={run.number}>
          <TextLink href={`/runs/${run.number}`}>#{run.number}</TextLink> {run.state === "done" ? null : <StateBadge state={run.state} />}
        </li>
      ))}
    </ul>
  );
}
