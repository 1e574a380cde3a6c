import { kindLabels } from "@/lib/runs/labels";
import type { RunDetail } from "@/lib/runs/watching/schema";
import { splitTitles } from "@/lib/tasks/labels";
import { TextLink } from "../ui/navigation/text-link";
import { DefinitionList } from "../ui/tables/definition-list";
import { TechnicalDetails } from "../ui/technical-details";
import { Time } from "../ui/time";

interface RunFactsProps {
  run: RunDetail;
  /** Name of the system's method. */
  method: string | null;
}

/** What a run evaluates, how, and on what. */
export function RunFacts({ run, method }: RunFactsProps) {
  const { system } = run;
  const isImported = run.importedFrom !== null;
  const items = [
    { term: "Kind", value: kindLabels[run.kind] },
    ...(system && method ? [{ term: "Method", value: <TextLink href={`/methods#${system.method}`}>{method}</TextLink> }] : []),
    { term: system ? `Pool of ${run.models.length}, in order` : "Model", value: <ModelLinks models={run.models} /> },
    { term: "Split", value: splitTitles[run.split] },
    { term: "Tasks", value: <TaskLinks tasks={run.tasks} /> },
    { term: "Questions", value: isImported ? "those of the log" : firstOf(run.questionsPerTask, "") },
    ...(system && !isImported
      ? [
          {
            term: "Learns on",
            value: firstOf(system.devPerTask, "practice "),
          },
        ]
      : []),
    ...(run.experiment
      ? [{ term: "Experiment", value: <TextLink href={`/experiments/${run.experiment.slug}`}>{run.experiment.title}</TextLink> }]
      : []),
    { term: isImported ? "Imported" : "Queued", value: <Time at={run.queuedAt} /> },
    ...(run.launchedBy ? [{ term: "Launched by", value: run.launchedBy }] : []),
  ];
  const technical = [
    ...run.settings.map(({ name, value }) => ({ term: name, value: <code className="text-sm">{value}</code>, key: `setting ${name}` })),
    ...(run.worker ? [{ term: "Worker", value: run.worker }] : []),
  ];
  return (
    <>
      <DefinitionList items={items} />
      {technical.length === 0 ? null : (
        <TechnicalDetails>
          <DefinitionList items={technical} />
        </TechnicalDetails>
      )}
    </>
  );
}

/** How many questions of each task: all, or so many from the front. */
function firstOf(perTask: number | null, split: "" | "practice "): string {
  return perTask === null ? `all ${split}questions of each task` : `the first ${perTask} ${split}questions of each task`;
}

function ModelLinks({ models }: { models: RunDetail["models"] }) {
  return (
    <ul className="flex flex-wrap gap-x-4">
      {models.map((model) => (
        <li key={model.slug}>
          <TextLink href={`/models/${model.slug}`}>{model.name}</TextLink>
        </li>
      ))}
    </ul>
  );
}

function TaskLinks({ tasks }: { tasks: RunDetail["tasks"] }) {
  return (
    <ul className="flex flex-wrap gap-x-4">
      {tasks.map((task) => (
        <li key={task.slug}>
          <TextLink href={`/tasks/${task.slug}`}>{task.title}</TextLink>
        </li>
      ))}
    </ul>
  );
}
