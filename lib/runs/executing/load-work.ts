import { z } from "zod";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { ConsentScope } from "@/lib/db/generated/enums";
import { helpersOf } from "@/lib/methods/helpers-of";
import type { Member, Method } from "@/lib/methods/method";
import { findMethod } from "@/lib/methods/registry";
import { decoding, samplingOf } from "@/lib/methods/steps/decoding";
import type { Sampling } from "@/lib/operations/contract";
import type { Refusals } from "@/lib/operations/refusals";
import type { ServedModel } from "@/lib/operations/served-model";
import { findByLabel } from "@/lib/pool/eligibility/find-by-label";
import { asUsable } from "@/lib/pool/eligibility/usable-model";
import { whyNotRunnable } from "@/lib/pool/eligibility/why-not-runnable";
import { findBases } from "@/lib/pool/find-bases";
import { labelOf } from "@/lib/pool/label";
import { readerOf } from "@/lib/systems/reader-of";
import { type Source, source } from "@/lib/systems/schema";
import { learnsFrom, scorersOf } from "@/lib/systems/scorers-of";
import { RunFailed } from "../failures";
import type { RunLimits } from "./exceeds-limits";
import { questionIdsOf } from "./read-questions";
import type { RunCosts } from "./save-progress";

/** One model, asked directly. */
export interface SoloSubject {
  kind: "individual";
  member: Member;
  sampling: Sampling;
}

/** A system, and what it learned so far. */
export interface SystemSubject {
  kind: "system";
  id: string;
  method: Method;
  parameters: unknown;
  /** Null until some run of the system prepared it. */
  learned: { value: unknown } | null;
  members: Member[];
  devTaskIds: string[];
  devPerTask: number | null;
  /** Names of the models whose scores on dev it was composed to learn from, and of those that give them here and now. */
  learnsFrom: string[];
  devScorers: string[];
}

/** All that an execution needs to know. */
export interface Work {
  subject: SoloSubject | SystemSubject;
  /** Models that may be asked. */
  models: ServedModel[];
  /** Models whose weights others are compared with or begin as; nobody asks them. */
  bases: ServedModel[];
  /** Equal for all executions of all runs of one subject, so that they agree. */
  seed: string;
  /** Ids of the questions without a recorded answer. */
  questions: string[];
  /** How many have one, and how many of these could not be read. */
  recorded: number;
  unreadable: number;
  limits: RunLimits;
  /** Completion tokens that an answer costs, as the careful end of the launch's estimate has it; null where nobody estimated. */
  expectedTokens: number | null;
  /** What earlier executions cost. */
  spent: RunCosts;
}

type LoadedModel = Prisma.ModelGetPayload<true>;

const withReceipts = { include: { submission: { select: { receipts: { select: { withdrawnAt: true } } } } } } as const;

/** @throws RunFailed when a model may not be run, parameters no longer fit, or there is nothing to ask */
export async function loadWork(runId: string, refusals: Refusals): Promise<Work> {
  const refusedBefore = refusals.count;
  const run = await db().run.findUniqueOrThrow({
    where: { id: runId },
    include: {
      model: withReceipts,
      system: { include: { pool: { include: { members: { include: { model: withReceipts }, orderBy: { position: "asc" } } } } } },
      tasks: true,
      results: { select: { questionId: true } },
    },
  });
  const ids = await questionIdsOf(
    run.tasks.map((task) => task.taskId),
    run.split,
    run.questionsPerTask,
  );
  if (ids.length === 0) {
    throw new RunFailed({ code: "NO_QUESTIONS", message: "The tasks of this run have no questions in this split.", blame: "ours" });
  }
  const recorded = new Set(run.results.map((result) => result.questionId));
  const questions = ids.filter((id) => !recorded.has(id));
  const counts = {
    questions,
    recorded: ids.length - questions.length,
    unreadable: await db().result.count({ where: { runId, parsed: null } }),
    limits: { tokenCap: run.tokenCap === null ? null : Number(run.tokenCap), unreadableShare: run.unreadableLimit },
    expectedTokens: expectedTokens(run.estimate, ids.length),
    spent: {
      generations: run.generationsMade,
      promptTokens: Number(run.promptTokens),
      completionTokens: Number(run.completionTokens),
      uncountedTokens: Number(run.uncountedTokens),
      shortened: run.shortenedPrompts,
      seconds: run.askingSeconds,
    },
  };
  const served = (models: readonly LoadedModel[]) => servedOf(models, (id) => refusals.allow(id, refusedBefore));
  if (run.model) {
    const model = asUsable(run.model);
    return { ...counts, models: served([model]), bases: [], seed: model.weightsHash ?? "", subject: soloOf(model, run.sampling) };
  }
  if (!run.system) throw new Error(`Run ${run.number} has neither model nor system.`);
  const members = run.system.pool.members.map((member) => asUsable(member.model));
  const common = await findBases(members);
  const subject = await systemOf(run.system, members, common);
  checkModels(members, subject.method.needs.scopes);
  const [named, asked] = partition(helpersOf(subject.method, subject.parameters), ({ role }) => role === "base");
  const helpers = await findByLabel(asked.map(({ label }) => label));
  const bases = [...common.values(), ...(await findByLabel(named.map(({ label }) => label)))];
  return { ...counts, models: served([...members, ...helpers]), bases: served(bases), seed: run.system.digest, subject };
}

const estimated = z.object({ tokens: z.object({ p90: z.number() }) });

function expectedTokens(estimate: unknown, questions: number): number | null {
  const { data } = estimated.safeParse(estimate);
  return data ? data.tokens.p90 / questions : null;
}

function soloOf(model: LoadedModel, sampling: unknown): SoloSubject {
  return { kind: "individual", member: memberOf(model), sampling: samplingOf(decoding.parse(sampling)) };
}

async function systemOf(
  system: Prisma.SystemGetPayload<true>,
  models: readonly LoadedModel[],
  bases: ReadonlyMap<string, LoadedModel>,
): Promise<SystemSubject> {
  const method = findMethod(system.method);
  const parameters = method?.parameters.safeParse(system.parameters);
  if (!method || !parameters?.success) {
    const message = method
      ? `${method.name} no longer accepts this system's parameters.`
      : `There is no method "${system.method}" any more.`;
    throw new RunFailed({ code: "BAD_PARAMETERS", message, blame: "ours" });
  }
  requireSameReader(method, system.reader);
  const { id, devTaskIds, devPerTask } = system;
  const learned = system.preparedAt === null ? null : { value: method.learned.parse(system.learned) };
  const namesOf = (sources: readonly Source[]) => sources.map(({ name }) => name);
  const devTasks = await db().task.findMany({ where: { id: { in: devTaskIds } }, select: { taskType: true } });
  const scorers = {
    learnsFrom: namesOf(learnsFrom(z.array(source).parse(system.sources))),
    devScorers: namesOf(scorersOf(method, devTasks)),
  };
  const members = models.map((model) => memberOf(model, bases.get(model.baseModel ?? "")));
  return { kind: "system", id, method, parameters: parameters.data, learned, members, devTaskIds, devPerTask, ...scorers };
}

/**
 * Other answers would count as equal than when the system was made, and it would answer otherwise under its old name.
 * @throws RunFailed when this release reads answers by other rules
 */
function requireSameReader(method: Method, composed: string | null): void {
  const present = readerOf(method);
  if (composed === present) return;
  const message = `The system compares answers as read by ${composed ?? "nothing"}, and this release reads them by ${present ?? "nothing"}. Launch it again: that makes a new system.`;
  throw new RunFailed({ code: "BAD_PARAMETERS", message, blame: "ours" });
}

function memberOf(model: LoadedModel, base?: LoadedModel): Member {
  const label = labelOf(model.weightsHash ?? "");
  return { label, name: model.name, description: model.description, ...(base && { base: labelOf(base.weightsHash ?? "") }) };
}

function partition<T>(items: readonly T[], is: (item: T) => boolean): [T[], T[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}

/** @throws RunFailed with the first reason why these models may not be run */
function checkModels(models: readonly LoadedModel[], scopes: readonly ConsentScope[]): void {
  const [obstacle] = whyNotRunnable(models, scopes);
  if (obstacle) throw new RunFailed({ ...obstacle, blame: "theirs" });
}

/** The models as operations ask them. @param allow is told which may be asked again @throws RunFailed naming those that may not be run */
function servedOf(models: readonly LoadedModel[], allow: (id: string) => void): ServedModel[] {
  checkModels(models, ["S1_run"]);
  for (const model of models) allow(model.id);
  return models.map((model) => ({
    label: labelOf(model.weightsHash ?? ""),
    modelId: model.id,
    weightsHash: model.weightsHash ?? "",
    commit: model.commit,
    servedAs: model.servedAs ?? model.hubId,
  }));
}
