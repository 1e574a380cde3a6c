import { db } from "@/lib/db/client";
import { statesSql } from "../state/columns";
import { statesIn } from "../states";
import type { QueueDepth } from "./schema";

/** How many runs that have not ended are in each state, and for how long. */
export function readQueueDepth(): Promise<QueueDepth[]> {
  return db().$queryRaw<QueueDepth[]>`
    SELECT r.state::text AS state, count(*)::int AS count,
      max(extract(epoch FROM now() - coalesce(last.at, r."queuedAt")))::float8 AS "oldestSeconds",
      count(*) FILTER (WHERE r."leaseUntil" < now())::int AS silent
    FROM "Run" r LEFT JOIN LATERAL (
      SELECT max(e."createdAt") AS at FROM "RunEvent" e WHERE e."runId" = r.id AND e."to" = r.state AND e."from" IS DISTINCT FROM e."to"
    ) last ON true
    WHERE r.state <> ALL(${statesSql(statesIn("ended"))}) GROUP BY r.state`;
}
