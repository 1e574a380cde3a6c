import { db } from "@/lib/db/client";

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
 * @param graceSeconds chores taken later than so long ago are left alone
 * @returns how many
 */
export async function freeChores({ worker, alive, underWay, done }: OwnChores, graceSeconds: number): Promise<number> {
  await db()
    .$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE locked_by = ${worker} AND id = ANY(${[...done]}::text[]::bigint[])`;
  return await db().$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL
    WHERE locked_at < now() - make_interval(secs => ${graceSeconds}::float8) AND CASE locked_by
      WHEN ${worker} THEN NOT id = ANY(${[...underWay]}::text[]::bigint[])
      ELSE NOT locked_by = ANY(${[...alive]}::text[])
    END`;
}
