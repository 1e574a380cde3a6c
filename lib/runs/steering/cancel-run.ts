import { type Actor, actorLabel } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import type { Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import { endSilentCancels } from "../executing/finish-run";
import { notifyWorkers } from "../leasing/notify";
import { holdsNoLease, type RunState } from "../states";

interface FoundRun {
  id: string;
  state: RunState;
}

/**
 * Stops a run. One that waits, in the queue or for a person, and one whose worker fell silent, is cancelled at once; a
 * running one when its worker has stopped asking, within one renewal of its lease. What was answered stays.
 * @throws AppError CONFLICT when the run has ended already
 */
export async function cancelRun(actor: Actor, input: { number: number }): Promise<RunState> {
  requirePermission(actor, "run:cancel");
  return await inTransaction(async (tx) => {
    const run = await findByNumber(tx, input.number);
    if (await cancelWaiting(tx, actor, run, "cancelled by request")) return "cancelled";
    const running = await tx.run.updateMany({
      where: { id: run.id, state: "running" },
      data: { state: "cancelling", cancelRequestedAt: new Date() },
    });
    if (running.count > 0) {
      const event = { runId: run.id, actor: actorLabel(actor), why: "cancelled by request" };
      await tx.runEvent.create({ data: { ...event, from: "running", to: "cancelling" } });
    }
    // Where no worker runs, nobody else would ever end it.
    if ((await endSilentCancels(tx, actorLabel(actor), run.id)) > 0) return "cancelled";
    if (running.count === 0)
      throw new AppError("CONFLICT", "This run has ended or is being cancelled already. Reload the page to see how it stands.");
    await notifyWorkers(tx, run.id);
    return "cancelling";
  });
}

/**
 * Cancels a run that waits, because other runs take its place; in the transaction that launches those.
 * @throws AppError NOT_FOUND, CONFLICT when it does not wait any more
 */
export async function cancelReplaced(tx: Transaction, actor: Actor, number: number, by: readonly number[]): Promise<void> {
  const run = await findByNumber(tx, number);
  const why = `replaced by run ${by.map((each) => `#${each}`).join(", ")}`;
  if (await cancelWaiting(tx, actor, run, why)) return;
  throw new AppError("CONFLICT", `Run #${number} waits no longer, so nothing was launched in its place. Look at it, then plan again.`);
}

/** Locks the run's row, so that a worker that takes it or gives it back at this moment does not make the press fail. */
async function findByNumber(tx: Transaction, number: number): Promise<FoundRun> {
  const [run] = await tx.$queryRaw<FoundRun[]>`SELECT id::text, state::text AS state FROM "Run" WHERE number = ${number} FOR UPDATE`;
  if (!run) throw notFound("run");
  return run;
}

/** @returns false when the run does not wait */
async function cancelWaiting(tx: Transaction, actor: Actor, { id, state }: FoundRun, why: string): Promise<boolean> {
  if (!holdsNoLease(state)) return false;
  const now = new Date();
  const { count } = await tx.run.updateMany({
    where: { id, state },
    data: { state: "cancelled", cancelRequestedAt: now, finishedAt: now },
  });
  if (count > 0) await tx.runEvent.create({ data: { runId: id, actor: actorLabel(actor), from: state, to: "cancelled", why } });
  return count > 0;
}
