import { leadToLastPage } from "@/app/_server/lead-to-last-page";
import { CutSummary } from "@/components/runs/cut-summary";
import { DoubtSummary } from "@/components/runs/doubt-summary";
import { ResultCard } from "@/components/runs/result-card";
import { TaskScores } from "@/components/runs/task-scores";
import { addressOf, type Chosen } from "@/components/ui/navigation/address-of";
import { Pagination } from "@/components/ui/navigation/pagination";
import { Tabs } from "@/components/ui/navigation/tabs";
import { TextLink } from "@/components/ui/navigation/text-link";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { Actor } from "@/lib/auth/actor";
import { listResults, resultsPerPage, summarizeResults } from "@/lib/results/queries";
import { type ResultFilter, resultFilter } from "@/lib/results/schema";
import { viewOf } from "@/lib/runs/states";
import type { RunDetail } from "@/lib/runs/watching/schema";

interface RunResultsProps {
  actor: Actor;
  run: RunDetail;
  filter: ResultFilter;
}

const views = [
  [undefined, "All answers"],
  ["wrong", "Not right"],
  ["right", "Right"],
  ["unreadable", "Could not be read"],
  ["cut", "Cut off"],
  ["doubtful", "Unsure marking"],
] as const;

/** Why there is no answer, where none is on its way. */
const nothingYet: Readonly<Record<string, string>> = {
  cancelled: "Cancelled before the first answer.",
  failed: "It failed before the first answer.",
  done: "It ended without an answer.",
  waiting: "No answer yet: the run waits for a person.",
};

const hrefOf = (run: RunDetail, filter: Chosen<typeof resultFilter>) => `${addressOf(`/runs/${run.number}`, resultFilter, filter)}#results`;

/** Scores and answers of a run, as far as they may be shown. */
export async function RunResults({ actor, run, filter }: RunResultsProps) {
  if (!run.scoresShown) {
    return (
      <Section title="Results" id="results">
        <Notice>Scores of one of its models may not be published, so the results of this run are not shown.</Notice>
      </Section>
    );
  }
  const [scores, { rows, total }] = await Promise.all([summarizeResults(actor, run.number), listResults(actor, run.number, filter)]);
  if (scores.length === 0) {
    return (
      <Section title="Results" id="results">
        <p className="text-ink-soft">{nothingYet[viewOf(run.state)] ?? "Answers appear here as soon as the first are scored."}</p>
      </Section>
    );
  }
  const part = { page: filter.page, pageSize: resultsPerPage, total, hrefOf: (page: number) => hrefOf(run, { ...filter, page }) };
  leadToLastPage(part);
  const task = run.tasks.find((each) => each.slug === filter.task);
  return (
    <>
      <Section title="Scores">
        <TaskScores scores={scores} hrefOf={(task, show) => hrefOf(run, { task, show })} />
        <CutSummary scores={scores} />
        <DoubtSummary scores={scores} />
      </Section>
      <Section
        title={task ? `Answers: ${task.title}` : "Answers"}
        id="results"
        actions={task ? <TextLink href={hrefOf(run, { show: filter.show })}>All tasks</TextLink> : null}
      >
        <Tabs
          label="Answers by verdict"
          tabs={views.map(([show, label]) => ({ href: hrefOf(run, { task: filter.task, show }), label, current: filter.show === show }))}
        />
        <div className="mt-2">
          {rows.length === 0 ? <p className="py-6 text-ink-soft">No answer fits this choice.</p> : null}
          {rows.map((result) => (
            <ResultCard key={result.questionId} result={result} />
          ))}
        </div>
        <Pagination {...part} noun="answers" />
      </Section>
    </>
  );
}
