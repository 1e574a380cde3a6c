import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { may, requirePermission } from "@/lib/auth/permissions";
import { mayShowScores } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { runEstimate } from "../estimating/schema";
import { caveat } from "../importing/schema";
import { planAgain } from "../launching/plan-again";
import { settingsOf } from "../launching/run-settings";
import { namesOf, readHistory, readNewEstimate, readPause } from "./run-history";
import type { RunDetail } from "./schema";

const modelFields = { slug: true, name: true, state: true, scopes: true } satisfies Prisma.ModelSelect;

const detailFields = {
  id: true,
  number: true,
  kind: true,
  split: true,
  questionsPerTask: true,
  sampling: true,
  state: true,
  queuedAt: true,
  startedAt: true,
  finishedAt: true,
  leaseOwner: true,
  createdById: true,
  importedFrom: true,
  caveats: true,
  estimate: true,
  tokenCap: true,
  unreadableLimit: true,
  generationsMade: true,
  promptTokens: true,
  completionTokens: true,
  uncountedTokens: true,
  askingSeconds: true,
  model: { select: modelFields },
  system: {
    select: {
      slug: true,
      name: true,
      method: true,
      parameters: true,
      preparedAt: true,
      devPerTask: true,
      pool: { select: { name: true, members: { select: { model: { select: modelFields } }, orderBy: { position: "asc" } } } },
    },
  },
  experiment: { select: { slug: true, title: true } },
  tasks: { select: { task: { select: { slug: true, title: true } } }, orderBy: { task: { slug: "asc" } } },
  events: { orderBy: { id: "asc" } },
} satisfies Prisma.RunSelect;

/** Everything that a run's page says, results apart. @throws AppError NOT_FOUND */
export async function findRun(actor: Actor, number: number): Promise<RunDetail> {
  requirePermission(actor, "run:read");
  const run = await db().run.findUnique({ where: { number }, select: detailFields });
  if (!run) throw notFound("run");
  const { id, model, system, tasks, events, leaseOwner, createdById, sampling, ...rest } = run;
  const { estimate, tokenCap, generationsMade, promptTokens, completionTokens, uncountedTokens, askingSeconds, ...facts } = rest;
  const models = system ? system.pool.members.map((member) => member.model) : [model].filter((each) => each !== null);
  const isOperator = may(actor, "operate:read");
  const launchers = isOperator ? await namesOf([createdById ?? ""]) : new Map<string, string>();
  const canPlan = run.state === "blocked_consent" && may(actor, "run:launch");
  return {
    ...facts,
    caveats: z.array(caveat).parse(facts.caveats),
    title: system?.name ?? model?.name ?? "",
    models: models.map(({ slug, name }) => ({ slug, name })),
    system: system && {
      slug: system.slug,
      method: system.method,
      pool: system.pool.name,
      preparedAt: system.preparedAt,
      devPerTask: system.devPerTask,
    },
    settings: settingsOf(system?.parameters ?? sampling),
    tasks: tasks.map((entry) => entry.task),
    worker: isOperator ? leaseOwner : null,
    launchedBy: createdById ? (launchers.get(createdById) ?? null) : null,
    scoresShown: mayShowScores(actor, models),
    estimate: runEstimate.nullable().catch(null).parse(estimate),
    newEstimate: readNewEstimate(events),
    tokenCap: tokenCap === null ? null : Number(tokenCap),
    spent: {
      generations: generationsMade,
      promptTokens: Number(promptTokens),
      completionTokens: Number(completionTokens),
      uncountedTokens: Number(uncountedTokens),
      seconds: askingSeconds,
    },
    pause: run.state === "needs_approval" ? readPause(events) : null,
    planAgain: canPlan ? await planAgain({ ...facts, id, system, models, tasks: tasks.map((entry) => entry.task.slug) }) : null,
    events: await readHistory(actor, events),
  };
}
