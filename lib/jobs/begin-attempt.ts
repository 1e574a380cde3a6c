import { db } from "@/lib/db/client";

/** Notes that a worker works on a chore, so that it is known what it was doing should it end. @param id as the queue has it */
export async function beginAttempt(id: string, worker: string): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "ChoreAttempt" ("choreId", worker) VALUES (${id}::bigint, ${worker})
    ON CONFLICT ("choreId") DO UPDATE SET worker = excluded.worker, "beganAt" = now()`;
}

/** The attempt ended, well or not: either way its worker lives. */
export async function endAttempt(id: string): Promise<void> {
  await db().choreAttempt.deleteMany({ where: { choreId: BigInt(id) } });
}

/** How many workers ended in the middle of a chore. */
export async function countDeaths(id: string): Promise<number> {
  return (await db().choreAttempt.findUnique({ where: { choreId: BigInt(id) } }))?.deaths ?? 0;
}
