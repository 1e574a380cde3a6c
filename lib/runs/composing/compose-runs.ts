import { db } from "@/lib/db/client";
import type { Model } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { helpersOf, type NamedHelper } from "@/lib/methods/helpers-of";
import type { Method } from "@/lib/methods/method";
import { findDeclared, findMethod } from "@/lib/methods/registry";
import { decoding, samplingOf } from "@/lib/methods/steps/decoding";
import type { Sampling } from "@/lib/operations/contract";
import { findByLabel, UnknownLabel } from "@/lib/pool/eligibility/find-by-label";
import { whyNotRunnable } from "@/lib/pool/eligibility/why-not-runnable";
import { completeParameters, nameSystem } from "@/lib/systems/describe-system";
import { missingOperations } from "@/lib/systems/missing-operations";
import { parameterProblems } from "@/lib/systems/parameter-problems";
import { whyNotHere } from "@/lib/systems/why-not-here";
import { listTasks, type TaskSummary } from "@/lib/tasks/queries";
import { configuredScorers } from "@/lib/tasks/scoring/configured-scorers";
import { whyUnscorable } from "@/lib/tasks/scoring/why-unscorable";
import type { LaunchInput } from "./schema";

/** One run that a launch would queue. */
export type PlannedRun =
  | { kind: "individual"; title: string; models: [Model]; sampling: Sampling }
  | { kind: "system"; title: string; models: Model[]; method: Method; parameters: Record<string, unknown>; devPerTask: number | null };

/** What was asked for, looked up and checked. */
export interface Composition {
  runs: PlannedRun[];
  /** Models beyond the pool that the parameters name. */
  helpers: Model[];
  tasks: TaskSummary[];
  /** Questions of each run. */
  questions: number;
  /** Dev questions that a system learns from; 0 for single models and for methods that learn nothing. */
  devQuestions: number;
  /** Reasons not to launch, in words; empty when it may be launched. */
  refusals: string[];
}

/**
 * Looks up what a launch names and checks consent, without asking any model server.
 * @throws AppError INVALID_INPUT for models, tasks or a method that do not exist, and for wrong parameters
 */
export async function composeRuns(input: LaunchInput): Promise<Composition> {
  const [models, tasks] = await Promise.all([chooseModels(input), chooseTasks(input.tasks)]);
  const runs = input.kind === "individual" ? soloRuns(input, models) : [systemRun(input, models)];
  const helpers = await findHelpers(runs);
  const count = (split: "dev" | LaunchInput["split"], perTask: number | null) =>
    tasks.reduce((sum, task) => sum + Math.min(task.counts[split], perTask ?? Number.POSITIVE_INFINITY), 0);
  const questions = count(input.split, input.questionsPerTask);
  const learns = runs.some(learnsOnDev);
  const devQuestions = input.kind === "system" && learns ? count("dev", input.devPerTask) : 0;
  const messagesOf = (models: readonly Model[]) => whyNotRunnable(models, []).map((obstacle) => obstacle.message);
  const missing = missingOperations();
  const refusals = [
    ...runs.flatMap((run) => (run.kind === "system" ? whyNotHere(run.method, { missing, members: run.models }) : messagesOf(run.models))),
    ...messagesOf(helpers),
    ...whyNotScorable(tasks),
  ];
  if (runs.length === 0) refusals.push("There is no runnable model yet.");
  if (questions === 0) refusals.push("The chosen tasks have no questions in this split.");
  if (learns && devQuestions === 0) refusals.push("The chosen tasks have no dev questions to learn from.");
  return { runs, helpers, tasks, questions, devQuestions, refusals: [...new Set(refusals)] };
}

/** Tasks whose answers nobody here could score, neither for results nor for methods that learn from scores on dev. */
function whyNotScorable(tasks: readonly TaskSummary[]): string[] {
  const scorers = configuredScorers();
  return tasks.flatMap(({ title, taskType }) => {
    const obstacle = whyUnscorable(taskType, scorers);
    return obstacle === null ? [] : [`${title}: ${obstacle}`];
  });
}

async function chooseModels(input: LaunchInput): Promise<Model[]> {
  const slugs = input.models;
  if (input.kind === "individual" && slugs.includes("all")) {
    return await db().model.findMany({ where: { state: "runnable", role: "member" }, orderBy: { slug: "asc" } });
  }
  const found = await db().model.findMany({ where: { slug: { in: slugs } } });
  const bySlug = new Map(found.map((model) => [model.slug, model]));
  const problems = slugs.flatMap((slug) => problemOf(slug, bySlug.get(slug)));
  if (new Set(slugs).size < slugs.length) problems.push("A model may be chosen once.");
  if (problems.length > 0) {
    const fields = problems.map((message) => ({ field: "models", message }));
    throw new AppError("INVALID_INPUT", "The choice of models needs another look.", fields);
  }
  return slugs.flatMap((slug) => bySlug.get(slug) ?? []);
}

const whyNoMember = { router: "only routes; it answers nothing", base: "is what others were adapted from; nobody asks it" } as const;

function problemOf(slug: string, model: Model | undefined): string[] {
  if (!model) return [`There is no model "${slug}".`];
  return model.role === "member" ? [] : [`${model.name} ${whyNoMember[model.role]} and cannot be a member of a pool.`];
}

/** Whether a planned run is one of a method that uses the development questions. */
export function learnsOnDev(run: PlannedRun): boolean {
  return run.kind === "system" && run.method.learns !== null;
}

async function findHelpers(runs: readonly PlannedRun[]): Promise<Model[]> {
  const named = runs.flatMap((run) => (run.kind === "system" ? helpersOf(run.method, run.parameters) : []));
  return (await Promise.all(named.map(findHelper))).flat();
}

async function findHelper({ label, parameter }: NamedHelper): Promise<Model[]> {
  try {
    return await findByLabel([label]);
  } catch (error) {
    if (!(error instanceof UnknownLabel)) throw error;
    throw new AppError("INVALID_INPUT", error.message, [{ field: `parameter.${parameter}`, message: error.message }]);
  }
}

async function chooseTasks(slugs: readonly string[]) {
  const all = await listTasks();
  const unknown = slugs.filter((slug) => !all.some((task) => task.slug === slug));
  if (unknown.length > 0) {
    throw new AppError("INVALID_INPUT", `There is no task "${unknown.join('", "')}".`, [
      { field: "tasks", message: "Choose from the list." },
    ]);
  }
  return slugs.length === 0 ? all : all.filter((task) => slugs.includes(task.slug));
}

function soloRuns(input: Extract<LaunchInput, { kind: "individual" }>, models: readonly Model[]): PlannedRun[] {
  const settings = decoding.safeParse(input.decoding);
  if (!settings.success) {
    throw new AppError("INVALID_INPUT", "Texts cannot be drawn this way.", parameterProblems(settings.error, ["decoding"]));
  }
  const sampling = samplingOf(settings.data);
  return models.map((model) => ({ kind: "individual", title: model.name, models: [model], sampling }));
}

function systemRun(input: Extract<LaunchInput, { kind: "system" }>, models: Model[]): PlannedRun {
  const method = findMethod(input.method);
  if (!method) throw unknownMethod(input.method);
  const parameters = completeParameters(method, input.parameters);
  return { kind: "system", title: nameSystem(method, models.length, parameters), models, method, parameters, devPerTask: input.devPerTask };
}

function unknownMethod(id: string): AppError {
  const declared = findDeclared(id);
  const why = declared ? whyNotHere(declared, { missing: missingOperations() }).join(" ") : `There is no method "${id}".`;
  return new AppError("INVALID_INPUT", why, [{ field: "method", message: "Choose a method." }]);
}
