import type { Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { guardLease, type Lease } from "./lease";
import { moveRun, type RunMove } from "./move-run";
import type { StandingRun } from "./standing-run";

/**
 * The worker that holds a run lets it go. Where somebody cancelled between the last answer and this line, the cancellation
 * wins, because no other worker would take the run.
 * @throws LeaseLost
 */
export function leaveRun(lease: Lease, move: Omit<RunMove, "run" | "by">): Promise<void> {
  return inTransaction(async (tx) => {
    const run = await guardLease(tx, lease);
    if (run.state === "cancelling") return endCancelled(tx, lease, run);
    await moveRun(tx, { ...move, run, by: lease });
  });
}

/** The worker stopped sending after somebody cancelled; a run that nobody cancelled stays. @throws LeaseLost */
export function leaveCancelled(lease: Lease): Promise<void> {
  return inTransaction(async (tx) => {
    const run = await guardLease(tx, lease);
    if (run.state === "cancelling") await endCancelled(tx, lease, run);
  });
}

function endCancelled(tx: Transaction, lease: Lease, run: StandingRun): Promise<void> {
  return moveRun(tx, { run, to: "cancelled", by: lease, why: "the worker stopped asking" });
}
