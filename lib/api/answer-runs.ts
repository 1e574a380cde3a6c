import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { mayKnowOf, modelsKeptFrom, whyScoresKept } from "@/lib/consent/visibility";
import { canHold } from "@/lib/db/can-hold";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors";
import { summarizeResults } from "@/lib/results/queries";
import { head } from "./answer-leaderboards";
import type { ApiRun, runAnswer, runsAnswer, runsQuery } from "./run-shapes";

const modelFields = { name: true, slug: true, source: true, state: true, scopes: true } satisfies Prisma.ModelSelect;
const runFields = {
  number: true,
  kind: true,
  state: true,
  origin: true,
  split: true,
  questionsPerTask: true,
  questionsTotal: true,
  questionsDone: true,
  queuedAt: true,
  startedAt: true,
  finishedAt: true,
  failureCode: true,
  caveats: true,
  sampling: true,
  generationsMade: true,
  promptTokens: true,
  completionTokens: true,
  askingSeconds: true,
  model: { select: modelFields },
  system: {
    select: {
      name: true,
      slug: true,
      method: true,
      parameters: true,
      pool: { select: { members: { select: { model: { select: modelFields } }, orderBy: { position: "asc" } } } },
    },
  },
  experiment: { select: { slug: true } },
  tasks: { select: { task: { select: { slug: true } } }, orderBy: { task: { slug: "asc" } } },
} satisfies Prisma.RunSelect;
type RunFacts = Prisma.RunGetPayload<{ select: typeof runFields }>;

/** Runs in the order of their numbers, a page at a time. @throws AppError INVALID_INPUT for a slug that names nothing */
export async function answerRuns(actor: Actor, query: z.infer<typeof runsQuery>): Promise<z.infer<typeof runsAnswer>> {
  requirePermission(actor, "run:read");
  const { state, kind, split, system, model, task, experiment, after, limit } = query;
  await requireThere({ system, model, task, experiment });
  const kept = modelsKeptFrom(actor);
  const runs = await db().run.findMany({
    where: {
      NOT: kept ? [{ model: kept }, { system: { pool: { members: { some: { model: kept } } } } }] : [],
      ...(after !== undefined && { number: { gt: after } }),
      ...(state && { state }),
      ...(kind && { kind }),
      ...(split && { split }),
      ...(system && { system: { slug: system } }),
      ...(task && { tasks: { some: { task: { slug: task } } } }),
      ...(experiment && { experiment: { slug: experiment } }),
      ...(model && { OR: [{ model: { slug: model } }, { system: { pool: { members: { some: { model: { slug: model } } } } } }] }),
    },
    select: runFields,
    orderBy: { number: "asc" },
    take: limit + 1,
  });
  const rows = runs.slice(0, limit).map(toRow);
  return { ...head(), rows, next: runs.length > limit ? (rows.at(-1)?.number ?? null) : null };
}

/** One run with its scores, as far as they may be seen. @throws AppError NOT_FOUND */
export async function answerRun(actor: Actor, number: number): Promise<z.infer<typeof runAnswer>> {
  requirePermission(actor, "run:read");
  const run = await db().run.findUnique({ where: { number }, select: runFields });
  if (!run || !modelsOf(run).every((model) => mayKnowOf(actor, model))) throw notFound("run");
  const scores = await summarizeResults(actor, number);
  return {
    ...head(),
    run: {
      ...toRow(run),
      scores: scores.map(({ slug, mean, low, high, n, unreadable, mocoScore }) => ({
        task: slug,
        mean,
        low,
        high,
        n,
        unreadable,
        mocoScore,
      })),
      scoresKept: whyScoresKept(actor, modelsOf(run)),
      parameters: run.system?.parameters ?? run.sampling,
      results: `/api/v1/runs/${number}/results`,
      generations: run.generationsMade,
      promptTokens: Number(run.promptTokens),
      completionTokens: Number(run.completionTokens),
      askingSeconds: run.askingSeconds,
    },
  };
}

function modelsOf({ model, system }: RunFacts) {
  return [...(model ? [model] : []), ...(system?.pool.members.map((member) => member.model) ?? [])];
}

const toReference = ({ name, slug }: { name: string; slug: string }) => ({ name, slug });

function toRow(run: RunFacts): ApiRun {
  const { number, kind, state, origin, split, questionsPerTask, questionsTotal, questionsDone, failureCode } = run;
  const { model, system, experiment, tasks, caveats, queuedAt, startedAt, finishedAt } = run;
  return {
    number,
    url: `/runs/${number}`,
    kind,
    title: system?.name ?? model?.name ?? "",
    state,
    origin,
    split,
    model: model && toReference(model),
    system: system && { ...toReference(system), method: system.method },
    members: system?.pool.members.map((member) => toReference(member.model)) ?? [],
    tasks: tasks.map((entry) => entry.task.slug),
    experiment: experiment?.slug ?? null,
    questionsPerTask,
    questionsTotal,
    questionsDone,
    queuedAt: queuedAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    failureCode,
    caveats: Array.isArray(caveats) ? caveats.length : 0,
  };
}

type Named = Partial<Record<"system" | "model" | "task" | "experiment", string | undefined>>;

/** A filter that names nothing is a mistake, and no answer without rows. */
async function requireThere(named: Named): Promise<void> {
  const count = {
    system: (slug: string) => db().system.count({ where: { slug } }),
    model: (slug: string) => db().model.count({ where: { slug } }),
    task: (slug: string) => db().task.count({ where: { slug } }),
    experiment: (slug: string) => db().experiment.count({ where: { slug } }),
  };
  for (const noun of ["system", "model", "task", "experiment"] as const) {
    const slug = named[noun];
    if (slug === undefined || (canHold(slug) && (await count[noun](slug)) > 0)) continue;
    const message = `There is no ${noun} "${slug}".`;
    throw new AppError("INVALID_INPUT", message, [{ field: noun, message }]);
  }
}
