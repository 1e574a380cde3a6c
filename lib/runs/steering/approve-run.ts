import { type Actor, actorLabel } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import { notifyWorkers } from "../leasing/notify";
import type { ApproveInput } from "../schema";
import { readPause } from "../watching/run-history";

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
    const { count } = await tx.run.updateMany({
      where: { id: run.id, state: "needs_approval" },
      data: { state: "queued", queuedAt: new Date(), ...limits },
    });
    if (count === 0) throw waitsNoMore();
    const why = isSpent ? capWords(tokenCap) : "unreadable answers accepted";
    await tx.runEvent.create({
      data: { runId: run.id, actor: actorLabel(actor), from: "needs_approval", to: "queued", why: `approved: ${why}` },
    });
    await notifyWorkers(tx, run.id);
  });
}

function waitsNoMore(): AppError {
  return new AppError("CONFLICT", "This run does not wait for approval any more. Reload the page to see how it stands.");
}

function capWords(tokenCap: number | null): string {
  return tokenCap === null ? "any number of generated tokens" : `up to ${tokenCap} generated tokens`;
}
