import type { Model } from "@/lib/db/generated/client";
import { readSpeeds, type ServedSpeed, type Speeds } from "@/lib/serving/speeds/read-speeds";
import { prepareDevQuestion } from "@/lib/tasks/prepare-dev-question";
import { prepareQuestion } from "@/lib/tasks/prepare-question";
import { questionsOf } from "@/lib/tasks/queries";
import type { Split } from "@/lib/tasks/schema";
import { isScoredByText } from "@/lib/tasks/scoring/why-unscorable";
import { type Composition, learnsOnDev } from "../composing/compose-runs";
import type { LaunchInput } from "../composing/schema";
import { readAnswerLengths } from "./answer-lengths";
import { type CostDraws, type CostGroup, drawCosts, draws, spreadOf, sumDraws } from "./draw-costs";
import type { ServerPace } from "./draw-seconds";
import { type CallGroup, countedAs, type SampledTask } from "./rehearsal";
import { type RehearsedQuestions, rehearseRun } from "./rehearse-run";
import { readRunSpeeds } from "./run-speeds";
import type { RunEstimate } from "./schema";

/** Calls that a rehearsal makes at most, roughly: each is hashed and looked up in the memo. */
const rehearsedCalls = 6_000;
/** Questions of one split that are read to choose from, over all tasks. */
const questionsRead = 4_000;

/** Calls of runs as they were rehearsed, and what those cost that are drawn. */
interface RunCalls {
  texts: CostGroup[];
  scores: CallGroup[];
  costs: CostDraws;
}

/** What a launch means: all of it, and each of its runs in the order of the composition. */
export interface LaunchEstimate {
  total: RunEstimate;
  runs: RunEstimate[];
}

/**
 * Estimates what a launch costs: model calls, scores, those that the memo knows, generated tokens and time. Equal draws each
 * time. The time comes from how fast the servers of these models and scorers were measured; where one of the models never was, nor
 * any other of its server, from earlier runs. A score that several runs of a launch need counts for each of them.
 */
export async function estimateRuns(composition: Composition, input: LaunchInput): Promise<LaunchEstimate> {
  const { runs, helpers, tasks } = composition;
  const questions = await sampleQuestions(composition, input);
  const modelIds = [...new Set([...runs.flatMap((run) => run.models), ...helpers].map((model) => model.id))];
  const lengths = await readAnswerLengths(
    modelIds,
    tasks.map((task) => task.id),
  );
  const speeds = await readSpeeds();
  const estimates: RunCalls[] = [];
  for (const [place, run] of runs.entries()) {
    const rehearsed = Map.groupBy(await rehearseRun(run, helpers, questions), ({ kind }) => countedAs[kind]);
    const texts = (rehearsed.get("text") ?? []).map((group) => ({ ...group, lengths: lengths.of(group.modelId, group.taskId) }));
    const scores = rehearsed.get("score") ?? [];
    const pace = paceOf(speeds, [...run.models, ...helpers], texts, scores) ?? (await readRunSpeeds(run));
    estimates.push({ texts, scores, costs: drawCosts(texts, pace, place + 1) });
  }
  const isExact = input.kind === "individual" && questions.answered.every((task) => task.asked.length === task.total);
  return {
    runs: estimates.map((calls) => summarize(calls, isExact)),
    total: summarize(
      {
        texts: estimates.flatMap(({ texts }) => texts),
        scores: estimates.flatMap(({ scores }) => scores),
        costs: addUp(estimates.map(({ costs }) => costs)),
      },
      isExact,
    ),
  };
}

/** @returns null where the speed of a model that has to be asked is not known */
function paceOf(speeds: Speeds, models: readonly Model[], texts: readonly CostGroup[], scores: readonly CallGroup[]): ServerPace | null {
  const asked = new Set(texts.filter(({ calls, known }) => calls > known).map(({ modelId }) => modelId));
  const served = new Map<string, ServedSpeed>();
  for (const { id, servedAs, hubId } of models) {
    const speed = asked.has(id) ? speeds.ofModel(servedAs ?? hubId) : null;
    if (speed) served.set(id, speed);
  }
  if (served.size < asked.size || asked.size === 0) return null;
  const measured = scores.flatMap(({ kind, calls, known, scale }) => {
    const speed = speeds.ofScorer(kind);
    return speed ? [{ missing: (calls - known) * scale, speed }] : [];
  });
  return { models: served, scores: measured };
}

async function sampleQuestions(composition: Composition, input: LaunchInput): Promise<RehearsedQuestions> {
  const { runs, tasks } = composition;
  // A method asks each member about three times a question: a guess that only decides how many questions are rehearsed.
  const callsPerQuestion = input.kind === "individual" ? runs.length : 3 * Math.max(1, runs[0]?.models.length ?? 1);
  const perTask = Math.max(2, Math.floor(rehearsedCalls / callsPerQuestion / Math.max(1, tasks.length)));
  const sample = async (split: Split, limit: number | null): Promise<SampledTask[]> => {
    const read = Math.max(perTask, Math.ceil(questionsRead / Math.max(1, tasks.length)));
    const rows = await questionsOf(
      tasks.map((task) => task.id),
      split,
      Math.min(read, limit ?? read),
    );
    const byTask = Map.groupBy(rows, (row) => row.taskId);
    return tasks.map(({ id, counts, taskType }) => ({
      taskId: id,
      asked: spreadOut(byTask.get(id) ?? [], perTask).map((row) => (split === "dev" ? prepareDevQuestion(row) : prepareQuestion(row))),
      total: Math.min(counts[split], limit ?? Number.POSITIVE_INFINITY),
      isScoredByText: isScoredByText(taskType),
    }));
  };
  return {
    dev: input.kind === "system" && runs.some(learnsOnDev) ? await sample("dev", input.devPerTask) : [],
    answered: await sample(input.split, input.questionsPerTask),
  };
}

/** Evenly from front to back: earlier runs often asked the front only, and the memo knows that part better. */
function spreadOut<Row>(rows: readonly Row[], count: number): Row[] {
  if (rows.length <= count) return [...rows];
  return rows.filter((_, place) => Math.floor((place * count) / rows.length) !== Math.floor(((place - 1) * count) / rows.length));
}

function addUp(all: readonly CostDraws[]): CostDraws {
  const seconds = all.flatMap((costs) => costs.seconds ?? []);
  return {
    requests: sumDraws(all.map((costs) => costs.requests)),
    tokens: sumDraws(all.map((costs) => costs.tokens)),
    seconds: all.length > 0 && seconds.length === all.length ? sumDraws(seconds) : null,
  };
}

function summarize({ texts, scores, costs }: RunCalls, exact: boolean): RunEstimate {
  const sum = (of: (group: CostGroup) => number) => texts.reduce((total, group) => total + of(group), 0);
  const missing = sum((group) => (group.calls - group.known) * group.scale);
  const share = (source: CostGroup["lengths"]["source"]) =>
    missing === 0 ? 0 : sum((group) => (group.lengths.source === source ? (group.calls - group.known) * group.scale : 0)) / missing;
  return {
    ...countOf(texts),
    scores: countOf(scores),
    exact,
    requests: spreadOf(costs.requests),
    tokens: spreadOf(costs.tokens),
    seconds: costs.seconds ? spreadOf(costs.seconds) : null,
    lengths: { measured: share("same-task"), similar: share("same-model") + share("same-kind"), guessed: share("guess") },
    draws,
  };
}

function countOf(groups: readonly CallGroup[]): { calls: number; known: number } {
  const sum = (of: (group: CallGroup) => number) => Math.round(groups.reduce((total, group) => total + of(group) * group.scale, 0));
  return { calls: sum((group) => group.calls), known: sum((group) => group.known) };
}
