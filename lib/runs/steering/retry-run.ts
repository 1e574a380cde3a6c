import { type Actor, actorLabel } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import { findBlocked } from "../leasing/find-blocked";
import { notifyWorkers } from "../leasing/notify";
import { type RunState, sourcesOf } from "../states";

/** A run that waits for approval is approved, not retried, and one that is done has nothing left. */
const retriable: readonly RunState[] = sourcesOf("queued").filter((state) => !["running", "needs_approval", "done"].includes(state));

/**
 * Queues a failed, cancelled or blocked run again. It continues where it stopped: recorded answers are kept.
 * @throws AppError CONFLICT when the run is none of these, NOT_READY while its models may not be used
 */
export async function retryRun(actor: Actor, input: { number: number }): Promise<void> {
  requirePermission(actor, "run:launch");
  await inTransaction(async (tx) => {
    const run = await tx.run.findUnique({ where: { number: input.number }, select: { id: true, state: true } });
    if (!run) throw notFound("run");
    const block = retriable.includes(run.state) ? (await findBlocked([run.id])).get(run.id) : undefined;
    if (block) throw new AppError("NOT_READY", `${block.failure.message} Plan the run again without these models.`);
    const { count } = await tx.run.updateMany({
      where: { id: run.id, state: { in: retriable.filter((state) => state === run.state) } },
      data: {
        state: "queued",
        queuedAt: new Date(),
        startedAt: null,
        finishedAt: null,
        cancelRequestedAt: null,
        leasesLost: 0,
        failureCode: null,
        failureMessage: null,
        blame: null,
      },
    });
    if (count === 0)
      throw new AppError("CONFLICT", "Only a failed, cancelled or blocked run can be retried. Reload the page to see how it stands.");
    await tx.runEvent.create({ data: { runId: run.id, actor: actorLabel(actor), from: run.state, to: "queued", why: "retried" } });
    await notifyWorkers(tx, run.id);
  });
}
