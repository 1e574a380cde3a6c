import { db } from "@/lib/db/client";

/** Says that this worker lives. Workers that have been silent for a day are forgotten. */
export async function reportWorker(id: string): Promise<void> {
  await db().$executeRaw`
    WITH forgotten AS (DELETE FROM "RunWorker" WHERE "seenAt" < now() - interval '1 day')
    INSERT INTO "RunWorker" (id, "seenAt") VALUES (${id}, now()) ON CONFLICT (id) DO UPDATE SET "seenAt" = now()`;
}

export async function forgetWorker(id: string): Promise<void> {
  await db().runWorker.deleteMany({ where: { id } });
}
