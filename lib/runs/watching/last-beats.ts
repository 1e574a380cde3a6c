import { db } from "@/lib/db/client";

/** A worker reports every two seconds; one that missed several is no more. */
export const silentSeconds = 15;

/** Seconds since the last heartbeat of each worker, by the clock of the database, the latest first. */
export function readLastBeats(): Promise<{ id: string; seenAt: Date; secondsAgo: number }[]> {
  return db().$queryRaw`
    SELECT id, "seenAt", extract(epoch FROM now() - "seenAt")::float8 AS "secondsAgo" FROM "RunWorker" ORDER BY "seenAt" DESC`;
}
