import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { RunFailure } from "./failures";
import { guardLease, type Lease } from "./lease";

const ended = () => ({ leaseOwner: null, leaseUntil: null, finishedAt: new Date(), stage: "" });

/** @throws LeaseLost */
export function markDone(lease: Lease): Promise<void> {
  return inTransaction(async (tx) => {
    await guardLease(tx, lease);
    const { count } = await tx.run.updateMany({ where: { id: lease.runId, state: "running" }, data: { state: "done", ...ended() } });
    // Zero rows: somebody cancelled between the last answer and this line; the cancellation wins.
    if (count === 0) return cancelled(tx, lease);
    await tx.runEvent.create({ data: { runId: lease.runId, actor: "system:worker", from: "running", to: "done" } });
  });
}

/** @throws LeaseLost */
export function markFailed(lease: Lease, failure: RunFailure): Promise<void> {
  return inTransaction(async (tx) => {
    await guardLease(tx, lease);
    const { code, message, blame } = failure;
    const { count } = await tx.run.updateMany({
      where: { id: lease.runId, state: "running" },
      data: { state: "failed", failureCode: code, failureMessage: message, blame, ...ended() },
    });
    if (count === 0) return cancelled(tx, lease);
    await tx.runEvent.create({
      data: { runId: lease.runId, actor: "system:worker", from: "running", to: "failed", why: message, data: { code, blame } },
    });
  });
}

/** The worker stopped sending after somebody cancelled. @throws LeaseLost */
export function markCancelled(lease: Lease): Promise<void> {
  return inTransaction(async (tx) => {
    await guardLease(tx, lease);
    await cancelled(tx, lease);
  });
}

async function cancelled(tx: Parameters<typeof guardLease>[0], lease: Lease): Promise<void> {
  const { count } = await tx.run.updateMany({ where: { id: lease.runId, state: "cancelling" }, data: { state: "cancelled", ...ended() } });
  if (count === 0) return;
  await tx.runEvent.create({
    data: { runId: lease.runId, actor: "system:worker", from: "cancelling", to: "cancelled", why: "the worker stopped asking" },
  });
}

const leasesLostLimit = 3;

/**
 * Ends what no worker will end: runs that made three workers in a row fall silent, and cancelled runs whose
 * worker died before it could say so.
 */
export async function endAbandonedRuns(): Promise<void> {
  const message = `Three workers stopped while they executed this run. Look at the worker's log, then retry it.`;
  await db().$executeRaw`
    WITH ended AS (
      UPDATE "Run" SET state = 'failed', "failureCode" = 'WORKER_LOST', "failureMessage" = ${message}, blame = 'ours',
        "leasesLost" = "leasesLost" + 1, "leaseOwner" = NULL, "leaseUntil" = NULL, "finishedAt" = now(), epoch = epoch + 1
      WHERE state = 'running' AND "leaseUntil" < now() AND "leasesLost" + 1 >= ${leasesLostLimit}
      RETURNING id
    )
    INSERT INTO "RunEvent" ("runId", actor, "from", "to", why) SELECT id, 'system:worker', 'running', 'failed', ${message} FROM ended`;
  await db().$executeRaw`
    WITH ended AS (
      UPDATE "Run" SET state = 'cancelled', "leaseOwner" = NULL, "leaseUntil" = NULL, "finishedAt" = now(), epoch = epoch + 1
      WHERE state = 'cancelling' AND "leaseUntil" < now()
      RETURNING id
    )
    INSERT INTO "RunEvent" ("runId", actor, "from", "to", why)
    SELECT id, 'system:worker', 'cancelling', 'cancelled', 'its worker fell silent' FROM ended`;
}
