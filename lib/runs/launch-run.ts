import { type Actor, actorLabel } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { findOrCreateSystem } from "@/lib/systems/find-or-create-system";
import { notifyWorkers } from "./notify";
import { type PlannedRun, planRun, type RunPlan } from "./plan-run";
import type { LaunchInput } from "./schema";

/**
 * Queues one run for each chosen model, or one for the system.
 * @returns numbers of the runs, in the order of the choice
 * @throws AppError NOT_ALLOWED, INVALID_INPUT, and NOT_READY with the reasons why it may not be launched
 */
export async function launchRun(actor: Actor, input: LaunchInput): Promise<number[]> {
  // Asks for the permission first.
  const plan = await planRun(actor, input);
  if (plan.refusals.length > 0) throw new AppError("NOT_READY", `This cannot be launched. ${plan.refusals.join(" ")}`);
  return await inTransaction(async (tx) => {
    const numbers: number[] = [];
    for (const run of plan.runs) numbers.push(await queueRun(tx, actor, input, plan, run));
    return numbers;
  });
}

async function queueRun(tx: Transaction, actor: Actor, input: LaunchInput, plan: RunPlan, planned: PlannedRun): Promise<number> {
  const { id, number } = await tx.run.create({
    data: {
      kind: planned.kind,
      split: input.split,
      questionsPerTask: input.questionsPerTask,
      questionsTotal: plan.questions,
      priority: input.priority,
      experimentId: input.experiment ?? null,
      createdById: actor.kind === "user" ? actor.userId : null,
      tasks: { create: plan.tasks.map((task) => ({ taskId: task.id })) },
      ...(await subjectOf(tx, input, plan, planned)),
    },
    select: { id: true, number: true },
  });
  await tx.runEvent.create({ data: { runId: id, actor: actorLabel(actor), to: "queued", why: "launched" } });
  await notifyWorkers(tx, id);
  return number;
}

async function subjectOf(tx: Transaction, input: LaunchInput, plan: RunPlan, planned: PlannedRun) {
  if (planned.kind === "individual") return { modelId: planned.models[0].id, sampling: { ...planned.sampling } };
  const system = await findOrCreateSystem(tx, {
    method: planned.method.id,
    modelIds: planned.models.map((model) => model.id),
    parameters: planned.parameters,
    devTaskIds: plan.tasks.map((task) => task.id),
    devPerTask: input.kind === "system" ? input.devPerTask : null,
  });
  return { systemId: system.id };
}
