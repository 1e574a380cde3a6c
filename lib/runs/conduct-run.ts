import { failPoint } from "@/lib/fail-point";
import { log } from "@/lib/log";
import { executeRun } from "./execute-run";
import { explainFailure } from "./explain-failure";
import { markCancelled, markDone, markFailed } from "./finish-run";
import { type Lease, LeaseLost } from "./lease";
import { RunStopped } from "./run-stopped";
import type { RecordResults } from "./scored-answer";

/**
 * Executes a run and writes how it ended.
 * @returns false when it did not end and belongs back into the queue
 */
export async function conductRun(lease: Lease, signal: AbortSignal, record: RecordResults): Promise<boolean> {
  log.info({ run: lease.number, epoch: lease.epoch }, "run taken");
  failPoint("after-claim");
  try {
    await executeRun(lease, signal, record);
    failPoint("before-done");
    await markDone(lease);
    failPoint("after-done");
    log.info({ run: lease.number }, "run done");
    return true;
  } catch (error) {
    return await writeEnd(lease, signal, error);
  }
}

async function writeEnd(lease: Lease, signal: AbortSignal, error: unknown): Promise<boolean> {
  if (error instanceof LeaseLost) return true;
  if (signal.reason instanceof RunStopped) {
    if (signal.reason.reason !== "cancelled") return false;
    await markCancelled(lease);
    log.info({ run: lease.number }, "run cancelled");
    return true;
  }
  const failure = explainFailure(error);
  if (failure === "database-away") {
    log.warn({ run: lease.number, err: error }, "the database went away; the run goes back into the queue");
    return false;
  }
  log.error({ run: lease.number, failure, err: error }, "run failed");
  await markFailed(lease, failure);
  return true;
}
