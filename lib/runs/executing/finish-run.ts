import { db, type Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { RunFailure } from "../failures";
import { failureTitles } from "../labels";
import { guardLease, type Lease } from "../leasing/lease";

const by = (lease: Lease) => ({ worker: lease.owner, epoch: lease.epoch });
const ended = () => ({ leaseOwner: null, leaseUntil: null, finishedAt: new Date(), stage: "" });

/** @throws LeaseLost */
export function markDone(lease: Lease): Promise<void> {
  return inTransaction(async (tx) => {
    await guardLease(tx, lease);
    const { count } = await tx.run.updateMany({ where: { id: lease.runId, state: "running" }, data: { state: "done", ...ended() } });
    // Zero rows: somebody cancelled between the last answer and this line; the cancellation wins.
    if (count === 0) return endCancelled(tx, lease);
    await tx.runEvent.create({ data: { runId: lease.runId, actor: "system:worker", from: "running", to: "done", data: by(lease) } });
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
    if (count === 0) return endCancelled(tx, lease);
    await tx.runEvent.create({
      data: {
        runId: lease.runId,
        actor: "system:worker",
        from: "running",
        to: "failed",
        why: message,
        data: { code, blame, ...by(lease) },
      },
    });
  });
}

/** The worker stopped sending after somebody cancelled. @throws LeaseLost */
export function markCancelled(lease: Lease): Promise<void> {
  return inTransaction(async (tx) => {
    await guardLease(tx, lease);
    await endCancelled(tx, lease);
  });
}

/** After the lease was guarded: ends the run if somebody asked to cancel it, and changes nothing otherwise. */
export async function endCancelled(tx: Transaction, lease: Lease): Promise<void> {
  const { count } = await tx.run.updateMany({ where: { id: lease.runId, state: "cancelling" }, data: { state: "cancelled", ...ended() } });
  if (count === 0) return;
  await tx.runEvent.create({
    data: {
      runId: lease.runId,
      actor: "system:worker",
      from: "cancelling",
      to: "cancelled",
      why: "the worker stopped asking",
      data: by(lease),
    },
  });
}

const leasesLostLimit = 3;

/**
 * Ends what no worker will end: runs that made three workers fall silent within half an hour without one recorded answer
 * in between, and cancelled runs whose worker died before it could say so.
 */
export async function endAbandonedRuns(): Promise<void> {
  const message = failureTitles.WORKER_LOST;
  await db().$executeRaw`
    WITH ended AS (
      UPDATE "Run" AS run SET state = 'failed', "failureCode" = 'WORKER_LOST', "failureMessage" = ${message}, blame = 'ours',
        "leasesLost" = "leasesLost" + 1, "leaseOwner" = NULL, "leaseUntil" = NULL, "finishedAt" = now(), epoch = epoch + 1, stage = ''
      WHERE state = 'running' AND "leaseUntil" < now() AND "leasesLost" + 1 >= ${leasesLostLimit}
        AND ${leasesLostLimit} <= 1 + (
          SELECT count(*) FROM "RunEvent" lost
          WHERE lost."runId" = run.id AND lost."from" = 'running' AND lost."to" = 'running' AND lost.data ? 'takenFrom'
            AND lost."createdAt" > now() - interval '30 minutes'
        )
      RETURNING id
    )
    INSERT INTO "RunEvent" ("runId", actor, "from", "to", why) SELECT id, 'system:worker', 'running', 'failed', ${message} FROM ended`;
  await endSilentCancels(db(), "system:worker", null);
}

/**
 * Ends cancelled runs whose worker fell silent before it could say so.
 * @param actor who found them
 * @param runId the only one to look at; null for all
 * @returns how many
 */
export function endSilentCancels(client: Transaction, actor: string, runId: string | null): Promise<number> {
  return client.$executeRaw`
    WITH ended AS (
      UPDATE "Run" SET state = 'cancelled', "leaseOwner" = NULL, "leaseUntil" = NULL, "finishedAt" = now(), epoch = epoch + 1, stage = ''
      WHERE state = 'cancelling' AND "leaseUntil" < now() AND (${runId}::uuid IS NULL OR id = ${runId}::uuid)
      RETURNING id
    )
    INSERT INTO "RunEvent" ("runId", actor, "from", "to", why)
    SELECT id, ${actor}, 'cancelling', 'cancelled', 'its worker fell silent' FROM ended`;
}
