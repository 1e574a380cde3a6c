import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { mayKnowOf } from "@/lib/consent/visibility";
import { canHold } from "@/lib/db/can-hold";
import { db } from "@/lib/db/client";
import type { RunState } from "@/lib/db/generated/enums";
import { AppError, notFound } from "@/lib/errors";

const model = { select: { source: true, scopes: true } } as const;

/**
 * A run whose answers are asked for, and how it stands.
 * @param task slug of the only task that is wanted
 * @throws AppError NOT_FOUND, INVALID_INPUT for a task that the run does not cover
 */
export async function findAnsweredRun(actor: Actor, number: number, task: string | undefined): Promise<{ state: RunState }> {
  requirePermission(actor, "run:read");
  const run = await db().run.findUnique({
    where: { number },
    select: {
      state: true,
      tasks: { select: { task: { select: { slug: true } } } },
      model,
      system: { select: { pool: { select: { members: { select: { model } } } } } },
    },
  });
  const models = [...(run?.model ? [run.model] : []), ...(run?.system?.pool.members.map((member) => member.model) ?? [])];
  if (!run || !models.every((each) => mayKnowOf(actor, each))) throw notFound("run");
  const slugs = run.tasks.map((entry) => entry.task.slug);
  if (task === undefined || (canHold(task) && slugs.includes(task))) return run;
  const message = `This run does not cover a task "${task}". It covers: ${slugs.join(", ")}.`;
  throw new AppError("INVALID_INPUT", message, [{ field: "task", message }]);
}
