import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import type { Directory } from "@/lib/serving/directory";
import { type Composition, composeRuns } from "../composing/compose-runs";
import type { LaunchInput } from "../composing/schema";
import { estimateRuns, type LaunchEstimate } from "../estimating/estimate-runs";
import { tokenCapOf } from "./default-limits";
import { findUnserved } from "./find-unserved";

/** What a launch would do, before it does it. */
export interface RunPlan extends Composition {
  /** What should be known first, but does not forbid the launch. */
  warnings: string[];
  estimate: LaunchEstimate;
  /** Generated tokens after which each run pauses; null for never. */
  tokenCaps: (number | null)[];
}

/**
 * Works out what a launch would do, without doing it.
 * @param endpoints where it is looked whether somebody serves the models now
 * @throws AppError INVALID_INPUT as `composeRuns`
 */
export async function planRun(actor: Actor, input: LaunchInput, endpoints: Directory): Promise<RunPlan> {
  requirePermission(actor, "run:launch");
  const composition = await composeRuns(input);
  const [unserved, estimate] = await Promise.all([
    findUnserved([...composition.runs.flatMap((run) => run.models), ...composition.helpers], endpoints),
    estimateRuns(composition, input),
  ]);
  const names = unserved.map((model) => model.name).join(", ");
  const warnings = unserved.length > 0 ? [`No model server offers ${names} now. The run fails unless one does by the time it starts.`] : [];
  return { ...composition, warnings, estimate, tokenCaps: estimate.runs.map((run) => tokenCapOf(input, run)) };
}
