import { db, type Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";

/** After so many workers that ended, or were ended, in the middle of a chore, nobody tries it again by itself. */
const mostDeaths = 3;

/** What one worker knows of the chores that it took; ids as the queue has them. */
export interface OwnChores {
  /** Id of the worker as in its heartbeat, by which the queue says who works on a chore. */
  worker: string;
  /** Ids of the workers that live; of the chores of all others nobody knows. */
  alive: readonly string[];
  underWay: readonly string[];
  /** Done, though the queue may not know it yet. */
  done: readonly string[];
}

/**
 * Frees chores that nobody works on any more, so that they are done again at once: those of workers that died, and those
 * whose end this worker could not tell the queue because the database was away. Left to itself the queue waits four hours.
 * Written by hand, because the queue's own functions refuse chores that are taken, except for `force_unlock_workers`, which
 * would also free what this worker is doing.
 * A chore that three workers did not outlive is set aside, so that one bad one does not stop all others for ever.
 * @param graceSeconds chores taken later than so long ago are left alone
 * @returns how many were freed, and how many of them set aside
 */
export async function freeChores(
  { worker, alive, underWay, done }: OwnChores,
  graceSeconds: number,
): Promise<{ freed: number; setAside: number }> {
  await db()
    .$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE locked_by = ${worker} AND id = ANY(${[...done]}::text[]::bigint[])`;
  // At once: another worker must not take a chore between its freeing and its setting aside.
  return await inTransaction(async (tx) => {
    const freed = await tx.$queryRaw<{ id: string }[]>`
      UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL
      WHERE locked_at < now() - make_interval(secs => ${graceSeconds}::float8) AND CASE locked_by
        WHEN ${worker} THEN NOT id = ANY(${[...underWay]}::text[]::bigint[])
        ELSE NOT locked_by = ANY(${[...alive]}::text[])
      END RETURNING id::text`;
    const ids = freed.map(({ id }) => id);
    return { freed: ids.length, setAside: await countDeaths(tx, ids, worker) };
  });
}

/** Counts a death for each chore in the middle of which its worker ended, and sets aside those that had too many. */
async function countDeaths(tx: Transaction, ids: string[], worker: string): Promise<number> {
  await tx.$executeRaw`
    UPDATE "ChoreAttempt" SET deaths = deaths + 1, worker = NULL
    WHERE "choreId" = ANY(${ids}::text[]::bigint[]) AND worker <> ${worker}`;
  await tx.$executeRaw`
    DELETE FROM "ChoreAttempt" attempt WHERE NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs WHERE id = attempt."choreId")`;
  const words = `${mostDeaths} workers ended, or stood still until they were ended, in the middle of it, so it is set aside.`;
  const failed = await tx.$queryRaw<unknown[]>`
    SELECT id FROM graphile_worker.permanently_fail_jobs(
      ARRAY(SELECT "choreId" FROM "ChoreAttempt" WHERE deaths >= ${mostDeaths} AND "choreId" = ANY(${ids}::text[]::bigint[])), ${words})`;
  return failed.length;
}
