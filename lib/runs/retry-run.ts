import { type Actor, actorLabel } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import { notifyWorkers } from "./notify";

/**
 * Queues a failed or cancelled run again. It continues where it stopped: recorded answers are kept.
 * @throws AppError CONFLICT when the run is neither failed nor cancelled
 */
export async function retryRun(actor: Actor, input: { number: number }): Promise<void> {
  requirePermission(actor, "run:launch");
  await inTransaction(async (tx) => {
    const run = await tx.run.findUnique({ where: { number: input.number }, select: { id: true, state: true } });
    if (!run) throw notFound("run");
    const { count } = await tx.run.updateMany({
      where: { id: run.id, state: run.state === "failed" ? "failed" : "cancelled" },
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
    if (count === 0) throw new AppError("CONFLICT", "Only a failed or cancelled run can be retried. Reload the page to see how it stands.");
    await tx.runEvent.create({ data: { runId: run.id, actor: actorLabel(actor), from: run.state, to: "queued", why: "retried" } });
    await notifyWorkers(tx, run.id);
  });
}
