import type { AfterPool } from "@/lib/pages/schema";
import { describeWait, stateLabels } from "@/lib/runs/labels";
import { viewOf } from "@/lib/runs/states";
import { describeDuration } from "../runs/duration";

type PoolStepName = "queued" | "running" | "scored" | "published";

/** A step of a model after the pool: reached, under way, the next to come, still to come, or one that it does not come to as things stand. */
export interface PoolStep {
  name: PoolStepName;
  standing: "reached" | "now" | "next" | "ahead" | "stopped";
  at: Date | null;
  /** What happened, or what comes next and when, as far as it is known. */
  words: string;
  link: { href: string; label: string } | null;
}

export const poolStepTitles: Record<PoolStepName, string> = {
  queued: "Queued",
  running: "Running",
  scored: "Scored",
  published: "Published",
};

/**
 * The way from the pool to a published score, each step with what is known of it now.
 * @param own whether the reader is who submitted it
 */
export function stepsAfterPool(facts: AfterPool, own: boolean): PoolStep[] {
  return [queued(facts, own), running(facts, own), scored(facts), published(facts, own)];
}

type Rest = Partial<Pick<PoolStep, "at" | "link">>;

function step(name: PoolStepName, standing: PoolStep["standing"], words: string, { at = null, link = null }: Rest = {}): PoolStep {
  return { name, standing, words, at, link };
}

function queued({ run, earlier }: AfterPool, own: boolean): PoolStep {
  const launched = `a run of ${own ? "your model" : "the model"} alone`;
  if (!run) return step("queued", "next", `A maintainer launches ${launched}. ${waitWords(earlier)}`);
  const rest = { at: run.queuedAt, link: { href: `/runs/${run.number}`, label: `Run #${run.number}` } };
  if (run.startedAt || viewOf(run.state) !== "queued") return step("queued", "reached", `A maintainer launched ${launched}.`, rest);
  const wait = run.wait ? describeWait(run.wait) : stateLabels[run.state];
  return step("queued", "now", `${sentence(wait)} ${tookWords(earlier)}`.trim(), rest);
}

function waitWords({ models, secondsUntilQueued }: AfterPool["earlier"]): string {
  if (secondsUntilQueued === null) return "When is not known yet: no other submission has come this far.";
  const wait = describeDuration(secondsUntilQueued);
  return models === 1
    ? `The one submission before it waited ${wait}.`
    : `Half of the ${models} submissions before it waited less than ${wait}.`;
}

function tookWords({ secondsRunning }: AfterPool["earlier"]): string {
  return secondsRunning === null ? "" : `Such a run usually takes about ${describeDuration(secondsRunning)}.`;
}

function running({ run, earlier }: AfterPool, own: boolean): PoolStep {
  if (!run) return step("running", "ahead", `The model answers every question by itself. ${tookWords(earlier)}`.trim());
  const counted = `${run.questionsDone} of ${run.questionsTotal} questions are answered.`;
  const progress = run.questionsTotal === 0 ? "The questions are not counted yet." : counted;
  const view = viewOf(run.state);
  if (view === "done") return step("running", "reached", progress, { at: run.startedAt });
  if (view === "queued") {
    return run.startedAt
      ? step("running", "now", `${progress} It waits to go on.`)
      : step("running", "ahead", "It starts when its turn comes.");
  }
  if (view === "running" && run.state !== "cancelling") {
    const left = run.secondsLeft === null ? "" : ` About ${describeDuration(run.secondsLeft)} left.`;
    return step("running", "now", `${progress}${left}`, { at: run.startedAt });
  }
  const rest = own ? " A maintainer decides how it goes on; you need to do nothing." : "";
  const link = { href: `/runs/${run.number}`, label: "Why it stopped" };
  return step("running", "stopped", `${stateLabels[run.state]}. ${progress}${rest}`, { link });
}

function scored({ run }: AfterPool): PoolStep {
  if (run?.state !== "done") return step("scored", "ahead", "Each answer is scored as it comes. The score stands when the run is done.");
  const link = { href: `/runs/${run.number}#results`, label: "Scores and answers" };
  return step("scored", "reached", "Every answer is scored.", { at: run.finishedAt, link });
}

function published({ run, hidden, ranked, slug, systems }: AfterPool, own: boolean): PoolStep {
  const link = { href: `/models/${slug}`, label: "The model's page" };
  const who = own ? "you" : "the contributor";
  if (hidden === "consent") return step("published", "stopped", `Its scores are not published: ${who} did not agree to that.`, { link });
  if (hidden !== null) return step("published", "stopped", "Its scores are not shown while the model is stopped.", { link });
  if (run?.state !== "done") return step("published", "ahead", `At once when they are there: ${who} agreed to published scores.`);
  const words = ranked
    ? "Its score stands on the leaderboard."
    : "Its scores are on its page. The leaderboard shows it once every task is answered.";
  return step("published", ranked ? "reached" : "now", `${words} ${inCompany(systems)}`, { at: run.finishedAt, link });
}

function inCompany(systems: number): string {
  if (systems === 0) return "What it adds to others is not measured yet: a maintainer launches systems with it.";
  return `${systems} ${systems === 1 ? "run of a system" : "runs of systems"} with it ${systems === 1 ? "is" : "are"} done, too.`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
