import { type Actor, actorLabel } from "@/lib/auth/actor";
import { db, type Transaction } from "@/lib/db/client";
import { failureTitles } from "../labels";
import { moveSql } from "./columns";
import { worker } from "./write-event";

const leasesLostLimit = 3;

/**
 * Ends what no worker will end: runs that made three workers fall silent within half an hour without one recorded answer
 * in between, and cancelled runs whose worker died before it could say so.
 */
export async function endAbandonedRuns(): Promise<void> {
  const message = failureTitles.WORKER_LOST;
  await db().$executeRaw`
    WITH ended AS (
      UPDATE "Run" AS run SET ${moveSql("running", "failed")}, "failureCode" = 'WORKER_LOST', "failureMessage" = ${message}, blame = 'ours',
        "leasesLost" = "leasesLost" + 1, epoch = epoch + 1
      WHERE state = 'running' AND "leaseUntil" < now() AND "leasesLost" + 1 >= ${leasesLostLimit}
        AND ${leasesLostLimit} <= 1 + (
          SELECT count(*) FROM "RunEvent" lost
          WHERE lost."runId" = run.id AND lost."from" = 'running' AND lost."to" = 'running' AND lost.data ? 'takenFrom'
            AND lost."createdAt" > now() - interval '30 minutes'
        )
      RETURNING id
    )
    INSERT INTO "RunEvent" ("runId", actor, "from", "to", why)
    SELECT id, ${actorLabel(worker)}, 'running', 'failed', ${message} FROM ended`;
  await endSilentCancels(db(), worker, null);
}

/**
 * Ends cancelled runs whose worker fell silent before it could say so.
 * @param by who found them
 * @param runId the only one to look at; null for all
 * @returns how many
 */
export function endSilentCancels(client: Transaction, by: Actor, runId: string | null): Promise<number> {
  return client.$executeRaw`
    WITH ended AS (
      UPDATE "Run" SET ${moveSql("cancelling", "cancelled")}, epoch = epoch + 1
      WHERE state = 'cancelling' AND "leaseUntil" < now() AND (${runId}::uuid IS NULL OR id = ${runId}::uuid)
      RETURNING id
    )
    INSERT INTO "RunEvent" ("runId", actor, "from", "to", why)
    SELECT id, ${actorLabel(by)}, 'cancelling', 'cancelled', 'its worker fell silent' FROM ended`;
}
