import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { ChoreCount, FailedChore } from "./schema";

const failedAtMost = 50;

/** Chores that have not ended, by name, and those that failed, newest first. */
export async function listChores(actor: Actor): Promise<{ counts: ChoreCount[]; failed: FailedChore[] }> {
  requirePermission(actor, "operate:read");
  const [counts, failed] = await Promise.all([
    db().$queryRaw<ChoreCount[]>`
      SELECT task_identifier AS name,
        (count(*) FILTER (WHERE attempts = 0 AND locked_at IS NULL))::int AS waiting,
        (count(*) FILTER (WHERE locked_at IS NOT NULL))::int AS running,
        (count(*) FILTER (WHERE attempts > 0 AND attempts < max_attempts AND locked_at IS NULL))::int AS failing,
        (count(*) FILTER (WHERE attempts >= max_attempts AND locked_at IS NULL))::int AS "givenUp"
      FROM graphile_worker.jobs GROUP BY task_identifier ORDER BY task_identifier`,
    db().$queryRaw<FailedChore[]>`
      SELECT id::text, task_identifier AS name, attempts::int, max_attempts::int AS "maxAttempts",
        CASE WHEN attempts < max_attempts THEN run_at END AS "nextAt", last_error AS error
      FROM graphile_worker.jobs WHERE last_error IS NOT NULL ORDER BY updated_at DESC LIMIT ${failedAtMost}`,
  ]);
  return { counts, failed: failed.map((chore) => ({ ...chore, error: chore.error.split("\n")[0] ?? "" })) };
}
