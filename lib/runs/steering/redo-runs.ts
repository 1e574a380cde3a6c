import type { Transaction } from "@/lib/db/client";
import { notifyWorkers } from "../leasing/notify";
import type { RunState } from "../states";

/** A run that lost some of its results. */
export interface SpoiledRun {
  runId: string;
  /** How many. */
  lost: number;
}

/**
 * Counts lost results off their runs and has them made again: a run that was done goes back into the queue, and so does one
 * that is executed now, because its worker knows nothing of the loss. A run in any other state keeps it, and answers the
 * questions when it goes on.
 */
export async function redoRuns(tx: Transaction, runs: readonly SpoiledRun[], reason: string): Promise<void> {
  for (const { runId, lost } of runs) {
    const [row] = await tx.$queryRaw<{ state: RunState }[]>`SELECT state::text AS state FROM "Run" WHERE id = ${runId}::uuid FOR UPDATE`;
    if (!row) continue;
    const isQueued = row.state === "done" || row.state === "running";
    const again = { state: "queued", queuedAt: new Date(), finishedAt: null, leaseOwner: null, leaseUntil: null, stage: "" } as const;
    await tx.run.update({
      where: { id: runId },
      data: { questionsDone: { decrement: lost }, ...(isQueued && again), ...(row.state === "done" && { startedAt: null }) },
    });
    const why = `${lost === 1 ? "1 answer rests" : `${lost} answers rest`} on texts that were taken out (${reason}); made again`;
    const moved = { from: row.state, to: isQueued ? ("queued" as const) : row.state };
    await tx.runEvent.create({ data: { runId, actor: "system:worker", ...moved, why, data: { lost } } });
    await notifyWorkers(tx, runId);
  }
}
