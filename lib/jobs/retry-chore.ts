import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";

/**
 * Lets a failed chore be tried at once, with all its attempts left.
 * @throws AppError NOT_FOUND when it ended meanwhile or is running
 */
export async function retryChore(actor: Actor, { id }: { id: string }): Promise<void> {
  requirePermission(actor, "chore:retry");
  const rows = await db().$queryRaw<unknown[]>`
    SELECT id FROM graphile_worker.reschedule_jobs(ARRAY[${id}::bigint], run_at := now(), attempts := 0)`;
  if (rows.length === 0) throw notFound("chore");
  await db().choreAttempt.deleteMany({ where: { choreId: BigInt(id) } });
}
