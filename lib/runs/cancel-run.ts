import { type Actor, actorLabel } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import { notifyWorkers } from "./notify";
import type { RunState } from "./states";

/**
 * Stops a run. A queued one is cancelled at once; a running one when its worker has stopped asking,
 * within one renewal of its lease. What was answered stays.
 * @throws AppError CONFLICT when the run has ended already
 */
export async function cancelRun(actor: Actor, input: { number: number }): Promise<RunState> {
  requirePermission(actor, "run:cancel");
  return await inTransaction(async (tx) => {
    const run = await tx.run.findUnique({ where: { number: input.number }, select: { id: true } });
    if (!run) throw notFound("run");
    const event = { runId: run.id, actor: actorLabel(actor), why: "cancelled by request" };
    const now = new Date();
    const waiting = await tx.run.updateMany({
      where: { id: run.id, state: "queued" },
      data: { state: "cancelled", cancelRequestedAt: now, finishedAt: now },
    });
    if (waiting.count > 0) {
      await tx.runEvent.create({ data: { ...event, from: "queued", to: "cancelled" } });
      return "cancelled";
    }
    const running = await tx.run.updateMany({
      where: { id: run.id, state: "running" },
      data: { state: "cancelling", cancelRequestedAt: now },
    });
    if (running.count === 0)
      throw new AppError("CONFLICT", "This run has ended or is being cancelled already. Reload the page to see how it stands.");
    await tx.runEvent.create({ data: { ...event, from: "running", to: "cancelling" } });
    await notifyWorkers(tx, run.id);
    return "cancelling";
  });
}
