import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import { moveRun } from "../state/move-run";
import { readPause } from "../watching/run-history";
import type { ApproveInput } from "./schema";

/**
 * Lets a run that waits for approval go on. A cap on tokens that is named takes the place of the old one; without one,
 * a cap that was reached is lifted. So is the limit on unreadable answers, once somebody has seen it passed.
 * @throws AppError CONFLICT when the run does not wait for approval, INVALID_INPUT for a cap that is reached already
 */
export async function approveRun(actor: Actor, { number, tokenCap }: ApproveInput): Promise<void> {
  requirePermission(actor, "run:launch");
  await inTransaction(async (tx) => {
    const run = await tx.run.findUnique({
      where: { number },
      select: {
        id: true,
        state: true,
        completionTokens: true,
        events: { where: { to: "needs_approval" }, orderBy: { id: "desc" }, take: 1 },
      },
    });
    if (!run) throw notFound("run");
    if (run.state !== "needs_approval") throw waitsNoMore();
    // As the pause says, not as the counts have it: a worker that dies may leave the last second uncounted.
    const isSpent = readPause(run.events)?.limit === "tokens";
    if (tokenCap !== null && tokenCap <= Number(run.completionTokens)) {
      const message = `Give more than the ${run.completionTokens} tokens that it has generated already, or leave it empty for no limit.`;
      throw new AppError("INVALID_INPUT", message, [{ field: "tokenCap", message }]);
    }
    const limits = isSpent ? { tokenCap } : { unreadableLimit: null };
    const why = `approved: ${isSpent ? capWords(tokenCap) : "unreadable answers accepted"}`;
    await moveRun(tx, { run, to: "queued", by: actor, why, change: limits });
  });
}

function waitsNoMore(): AppError {
  return new AppError("CONFLICT", "This run does not wait for approval any more. Reload the page to see how it stands.");
}

function capWords(tokenCap: number | null): string {
  return tokenCap === null ? "any number of generated tokens" : `up to ${tokenCap} generated tokens`;
}
