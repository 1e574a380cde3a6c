import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { readBoardModels, readBoardSystems, whySystemHidden } from "@/lib/boards/subjects";
import { creditOf, isGone, modelsKeptFrom } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import { findMethod } from "@/lib/methods/registry";
import { head } from "./answer-leaderboards";
import type { modelsAnswer, systemsAnswer, tasksAnswer } from "./shapes";

/** Every model that is known here, those merely listed too. Of a withdrawn one only a tombstone remains. */
export async function answerModels(actor: Actor): Promise<z.infer<typeof modelsAnswer>> {
  requirePermission(actor, "model:read");
  const models = await db().model.findMany({
    where: { NOT: modelsKeptFrom(actor) ?? [] },
    include: { submission: { select: { nameShown: true } } },
    orderBy: [{ state: "desc" }, { slug: "asc" }],
  });
  const rows = models.map((model) => {
    const gone = isGone(model);
    return {
      name: model.name,
      slug: model.slug,
      url: `/models/${model.slug}`,
      state: model.state,
      source: model.source,
      hubId: gone || model.source === "local" ? null : model.hubId,
      commit: gone ? null : model.commit,
      weightsHash: gone ? null : model.weightsHash,
      description: gone ? null : model.description,
      baseModel: gone ? null : model.baseModel,
      parameters: gone || model.parameters === null ? null : Number(model.parameters),
      license: gone ? null : model.license,
      contributor: gone ? null : creditOf(model.person, model.submission),
      institution: gone ? null : model.institution,
      country: gone ? null : model.country,
      paperKey: gone ? null : model.paperKey,
      paperRank: gone ? null : model.paperRank,
    };
  });
  return { ...head(), rows };
}

/** Every system whose members may all be shown. */
export async function answerSystems(actor: Actor): Promise<z.infer<typeof systemsAnswer>> {
  requirePermission(actor, "leaderboard:read");
  const [models, systems] = await Promise.all([readBoardModels(), readBoardSystems()]);
  const rows = [...systems.values()]
    .filter((system) => whySystemHidden(system, models) === null)
    .map((system) => {
      const method = findMethod(system.method);
      return {
        name: system.name,
        slug: system.slug,
        url: `/systems/${system.slug}`,
        method: system.method,
        methodName: method?.name ?? system.method,
        level: method?.level ?? null,
        pool: system.poolDigest,
        members: system.memberIds.flatMap((id) => {
          const model = models.get(id);
          return model ? [{ name: model.name, slug: model.slug }] : [];
        }),
        parameters: system.parameters,
        prepared: system.preparedAt !== null,
      };
    });
  return { ...head(), rows };
}

/** Every task with the number of questions of each split. */
export async function answerTasks(actor: Actor): Promise<z.infer<typeof tasksAnswer>> {
  requirePermission(actor, "task:read");
  const [tasks, counts] = await Promise.all([
    db().task.findMany({ orderBy: { slug: "asc" } }),
    db().question.groupBy({ by: ["taskId", "split"], _count: true }),
  ]);
  const count = (taskId: string, split: string) => counts.find((row) => row.taskId === taskId && row.split === split)?._count ?? 0;
  const rows = tasks.map(({ id, createdAt: _createdAt, ...task }) => ({
    ...task,
    questions: { held_out: count(id, "held_out"), dev: count(id, "dev"), test: count(id, "test") },
  }));
  return { ...head(), rows };
}
