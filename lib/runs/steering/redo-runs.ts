import type { Transaction } from "@/lib/db/client";
import { lockRun } from "../state/lock-run";
import { moveRun } from "../state/move-run";
import { noteOnRun, worker } from "../state/write-event";

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
    const run = await lockRun(tx, { id: runId });
    await tx.run.update({ where: { id: runId }, data: { questionsDone: { decrement: lost } } });
    const why = `${lost === 1 ? "1 answer rests" : `${lost} answers rest`} on texts that were taken out (${reason}); made again`;
    const entry = { by: worker, why, data: { lost } };
    if (run.state === "done" || run.state === "running") await moveRun(tx, { run, to: "queued", ...entry });
    else await noteOnRun(tx, run, entry);
  }
}
