import { type Actor, actorLabel } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import type { Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { findOrCreateSystem } from "@/lib/systems/find-or-create-system";
import { type Composition, composeRuns, type PlannedRun } from "./compose-runs";
import { notifyWorkers } from "./notify";
import type { LaunchInput } from "./schema";

/**
 * Queues one run for each chosen model, or one for the system.
 * @returns numbers of the runs, in the order of the choice
 * @throws AppError NOT_ALLOWED, INVALID_INPUT, and NOT_READY with the reasons why it may not be launched
 */
export async function launchRun(actor: Actor, input: LaunchInput): Promise<number[]> {
  requirePermission(actor, "run:launch");
  const composition = await composeRuns(input);
  return await inTransaction((tx) => queueRuns(tx, actor, input, composition));
}

/**
 * Writes the runs of a composition, their events and their systems.
 * @param experimentId the experiment that they belong to
 * @throws AppError NOT_READY when the composition may not be launched
 */
export async function queueRuns(
  tx: Transaction,
  actor: Actor,
  input: LaunchInput,
  composition: Composition,
  experimentId: string | null = null,
): Promise<number[]> {
  const { refusals, runs, tasks, questions } = composition;
  if (refusals.length > 0) throw new AppError("NOT_READY", `This cannot be launched. ${refusals.join(" ")}`);
  const taskIds = tasks.map((task) => task.id);
  const numbers: number[] = [];
  for (const planned of runs) {
    const { id, number } = await tx.run.create({
      data: {
        kind: planned.kind,
        split: input.split,
        questionsPerTask: input.questionsPerTask,
        questionsTotal: questions,
        priority: input.priority,
        experimentId,
        createdById: actor.kind === "user" ? actor.userId : null,
        tasks: { create: taskIds.map((taskId) => ({ taskId })) },
        ...(await subjectOf(tx, planned, taskIds)),
      },
      select: { id: true, number: true },
    });
    await tx.runEvent.create({ data: { runId: id, actor: actorLabel(actor), to: "queued", why: "launched" } });
    await notifyWorkers(tx, id);
    numbers.push(number);
  }
  return numbers;
}

async function subjectOf(tx: Transaction, planned: PlannedRun, taskIds: readonly string[]) {
  if (planned.kind === "individual") return { modelId: planned.models[0].id, sampling: { ...planned.sampling } };
  const system = await findOrCreateSystem(tx, {
    method: planned.method.id,
    modelIds: planned.models.map((model) => model.id),
    parameters: planned.parameters,
    devTaskIds: taskIds,
    devPerTask: planned.devPerTask,
  });
  return { systemId: system.id };
}
