import type { Actor } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { holdsNoLease } from "../states";
import { lockRun } from "./lock-run";
import { moveRun } from "./move-run";
import type { StandingRun } from "./standing-run";

/** Cancels a run that waits, in the queue or for a person. @returns false when it does not wait */
export async function cancelWaiting(tx: Transaction, actor: Actor, run: StandingRun, why: string): Promise<boolean> {
  if (!holdsNoLease(run.state)) return false;
  await moveRun(tx, { run, to: "cancelled", by: actor, why, change: { cancelRequestedAt: new Date() } });
  return true;
}

/**
 * Cancels a run that waits, because other runs take its place; in the transaction that launches those.
 * @throws AppError NOT_FOUND, CONFLICT when it does not wait any more
 */
export async function cancelReplaced(tx: Transaction, actor: Actor, number: number, by: readonly number[]): Promise<void> {
  const why = `replaced by run ${by.map((each) => `#${each}`).join(", ")}`;
  if (await cancelWaiting(tx, actor, await lockRun(tx, { number }), why)) return;
  throw new AppError("CONFLICT", `Run #${number} waits no longer, so nothing was launched in its place. Look at it, then plan again.`);
}
