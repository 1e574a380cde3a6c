import { type Actor, actorLabel } from "@/lib/auth/actor";
import { db, type Transaction } from "@/lib/db/client";
import { failureTitles } from "../labels";
import { moveSql, stateSql } from "./columns";
import { worker } from "./write-event";

const leasesLostLimit = 3;
const lost = { from: "running", to: "failed" } as const;
const silent = { from: "cancelling", to: "cancelled" } as const;

/**
 * Ends what no worker will end: runs that made three workers fall silent within half an hour without one recorded answer
 * in between, and cancelled runs whose worker died before it could say so.
 */
export async function endAbandonedRuns(): Promise<void> {
  const message = failureTitles.WORKER_LOST;
  await db().$executeRaw`
    WITH ended AS (
      UPDATE "Run" AS run SET ${moveSql(lost)}, "failureCode" = 'WORKER_LOST', "failureMessage" = ${message},
        blame = 'ours', "leasesLost" = "leasesLost" + 1, epoch = epoch + 1
      WHERE state = ${stateSql(lost.from)} AND "leaseUntil" < now() AND "leasesLost" + 1 >= ${leasesLostLimit}
        AND ${leasesLostLimit} <= 1 + (
          SELECT count(*) FROM "RunEvent" taken
          WHERE taken."runId" = run.id AND taken.data ? 'takenFrom' AND taken."createdAt" > now() - interval '30 minutes'
        )
      RETURNING id
    )
    INSERT INTO "RunEvent" ("runId", actor, "from", "to", why)
    SELECT id, ${actorLabel(worker)}, ${stateSql(lost.from)}, ${stateSql(lost.to)}, ${message} FROM ended`;
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
      UPDATE "Run" SET ${moveSql(silent)}, epoch = epoch + 1
      WHERE state = ${stateSql(silent.from)} AND "leaseUntil" < now() AND (${runId}::uuid IS NULL OR id = ${runId}::uuid)
      RETURNING id
    )
    INSERT INTO "RunEvent" ("runId", actor, "from", "to", why)
    SELECT id, ${actorLabel(by)}, ${stateSql(silent.from)}, ${stateSql(silent.to)}, 'its worker fell silent' FROM ended`;
}
