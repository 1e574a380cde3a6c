import { failPoint } from "@/lib/fail-point";
import { log, withLogFields } from "@/lib/log";
import { RunStopped } from "../leasing/run-stopped";
import { findBlocked } from "../state/find-blocked";
import { type Lease, LeaseLost } from "../state/lease";
import { leaveCancelled } from "../state/leave-run";
import { executeRun, type Means } from "./execute-run";
import { explainFailure } from "./explain-failure";
import { markDone, markFailed } from "./finish-run";
import { markBlocked, markPaused, RunPaused } from "./pause-run";

/**
 * Executes a run and writes how it ended. Whatever is logged on the way carries the run's number and the lease's epoch.
 * @returns false when it did not end and belongs back into the queue
 */
export function conductRun(lease: Lease, signal: AbortSignal, means: Means): Promise<boolean> {
  failPoint("after-claim");
  return withLogFields({ run: lease.number, epoch: lease.epoch, part: "execute" }, async () => {
    log.info("run taken");
    try {
      await executeRun(lease, signal, means);
      failPoint("before-done");
      await markDone(lease);
      failPoint("after-done");
      log.info("run done");
      return true;
    } catch (error) {
      return await withLogFields({ part: "end" }, () => writeEnd(lease, signal, error));
    }
  });
}

async function writeEnd(lease: Lease, signal: AbortSignal, error: unknown): Promise<boolean> {
  if (error instanceof LeaseLost) return true;
  if (signal.reason instanceof RunStopped) return await writeStop(lease, signal.reason);
  if (error instanceof RunPaused) {
    await markPaused(lease, error.pause);
    log.warn({ why: error.pause.why }, "run waits for approval");
    return true;
  }
  const failure = explainFailure(error);
  if (failure === "database-away") {
    log.warn({ err: error }, "the database went away; the run goes back into the queue");
    return false;
  }
  if (failure.code === "CONSENT_MISSING" || failure.code === "MODEL_NOT_RUNNABLE") return await writeBlock(lease);
  log.error({ failure, err: error }, "run failed");
  await markFailed(lease, failure);
  return true;
}

async function writeStop(lease: Lease, { reason }: RunStopped): Promise<boolean> {
  if (reason === "blocked") return await writeBlock(lease);
  if (reason !== "cancelled") return false;
  await leaveCancelled(lease);
  log.info("run cancelled");
  return true;
}

/** @returns false when the models may be used after all, for example because consent was given again meanwhile */
async function writeBlock(lease: Lease): Promise<boolean> {
  const block = (await findBlocked([lease.runId])).get(lease.runId);
  if (!block) return false;
  await markBlocked(lease, block);
  log.warn({ failure: block.failure }, "run blocked: its models may not be used");
  return true;
}
