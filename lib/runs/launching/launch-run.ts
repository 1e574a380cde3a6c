import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import type { Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { findOrCreateSystem } from "@/lib/systems/find-or-create-system";
import { type Composition, composeRuns, type PlannedRun } from "../composing/compose-runs";
import type { LaunchInput } from "../composing/schema";
import { estimateRuns } from "../estimating/estimate-runs";
import type { RunEstimate } from "../estimating/schema";
import { cancelReplaced } from "../state/cancel-waiting";
import { createRun } from "../state/create-run";
import { tokenCapOf, unreadableShareOf } from "./default-limits";

/**
 * Queues one run for each chosen model, or one for the system, with what it was expected to cost and the limits at which
 * it pauses. A run that it replaces is cancelled with it.
 * @returns numbers of the runs, in the order of the choice
 * @throws AppError NOT_ALLOWED, INVALID_INPUT, NOT_READY with the reasons why it may not be launched, and CONFLICT when the
 *   run to replace does not wait any more
 */
export async function launchRun(actor: Actor, input: LaunchInput): Promise<number[]> {
  requirePermission(actor, "run:launch");
  const composition = await composeRuns(input);
  refuse(composition);
  const estimate = await estimateRuns(composition, input);
  return await inTransaction(async (tx) => {
    const numbers = await queueRuns(tx, actor, input, composition, { estimates: estimate.runs });
    if (input.replaces !== undefined) await cancelReplaced(tx, actor, input.replaces, numbers);
    return numbers;
  });
}

/**
 * Writes the runs of a composition, their events and their systems.
 * @param context the experiment that they belong to; estimates of the runs, without which they have no limits
 * @throws AppError NOT_READY when the composition may not be launched
 */
export async function queueRuns(
  tx: Transaction,
  actor: Actor,
  input: LaunchInput,
  composition: Composition,
  context: { experimentId?: string; estimates?: readonly RunEstimate[] } = {},
): Promise<number[]> {
  refuse(composition);
  const { runs, tasks, questions } = composition;
  const taskIds = tasks.map((task) => task.id);
  const numbers: number[] = [];
  for (const [place, planned] of runs.entries()) {
    const { number } = await createRun(tx, {
      state: "queued",
      by: actor,
      why: "launched",
      columns: {
        kind: planned.kind,
        split: input.split,
        questionsPerTask: input.questionsPerTask,
        questionsTotal: questions,
        priority: input.priority,
        experimentId: context.experimentId ?? null,
        ...limitsOf(input, context.estimates?.[place]),
        tasks: { create: taskIds.map((taskId) => ({ taskId })) },
        ...(await subjectOf(tx, planned, taskIds)),
      },
    });
    numbers.push(number);
  }
  return numbers;
}

function refuse({ refusals }: Composition): void {
  if (refusals.length > 0) throw new AppError("NOT_READY", `This cannot be launched. ${refusals.join(" ")}`);
}

/** What the portal plans by itself is not estimated and nobody approves it: it has no limits. */
function limitsOf(input: LaunchInput, estimate: RunEstimate | undefined) {
  if (!estimate) return {};
  return { estimate, tokenCap: tokenCapOf(input, estimate), unreadableLimit: unreadableShareOf(input) };
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
