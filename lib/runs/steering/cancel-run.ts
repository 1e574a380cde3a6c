import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { cancelWaiting } from "../state/cancel-waiting";
import { endSilentCancels } from "../state/end-abandoned-runs";
import { lockRun } from "../state/lock-run";
import { moveRun } from "../state/move-run";
import { mayMove, type RunState } from "../states";

/**
 * Stops a run. One that waits, in the queue or for a person, and one whose worker fell silent, is cancelled at once; a
 * running one when its worker has stopped asking, within one renewal of its lease. What was answered stays.
 * @throws AppError CONFLICT when the run has ended already
 */
export async function cancelRun(actor: Actor, input: { number: number }): Promise<RunState> {
  requirePermission(actor, "run:cancel");
  return await inTransaction(async (tx) => {
    const run = await lockRun(tx, input);
    const why = "cancelled by request";
    if (await cancelWaiting(tx, actor, run, why)) return "cancelled";
    const isAsked = mayMove(run.state, "cancelling");
    if (isAsked) await moveRun(tx, { run, to: "cancelling", by: actor, why });
    // Where no worker runs, nobody else would ever end it.
    if ((await endSilentCancels(tx, actor, run.id)) > 0) return "cancelled";
    if (!isAsked) throw new AppError("CONFLICT", "This run has ended or is being cancelled already. Reload the page to see how it stands.");
    return "cancelling";
  });
}
