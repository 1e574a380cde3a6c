import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { findBlocked } from "../state/find-blocked";
import { lockRun } from "../state/lock-run";
import { moveRun } from "../state/move-run";
import { isRetriable } from "../states";

/**
 * Queues a failed, cancelled or blocked run again. It continues where it stopped: recorded answers are kept.
 * @throws AppError CONFLICT when the run is none of these, NOT_READY while its models may not be used
 */
export async function retryRun(actor: Actor, input: { number: number }): Promise<void> {
  requirePermission(actor, "run:launch");
  await inTransaction(async (tx) => {
    const run = await lockRun(tx, input);
    if (!isRetriable(run.state))
      throw new AppError("CONFLICT", "Only a failed, cancelled or blocked run can be retried. Reload the page to see how it stands.");
    const block = (await findBlocked([run.id])).get(run.id);
    if (block) throw new AppError("NOT_READY", `${block.failure.message} Plan the run again without these models.`);
    await moveRun(tx, { run, to: "queued", by: actor, why: "retried" });
  });
}
