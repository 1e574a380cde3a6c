import type { Transaction } from "@/lib/db/client";

/**
 * Forgets what systems learned since a time from texts of these models, as members or helpers; their next run learns it
 * again, from the memo as far as that is sound.
 * @returns ids of the systems
 */
export async function forgetLearned(tx: Transaction, modelIds: readonly string[], since: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "System" AS system SET learned = NULL, "preparedAt" = NULL
    WHERE "preparedAt" >= ${since} AND NOT imported AND (
      EXISTS (SELECT 1 FROM "PoolMember" m WHERE m."poolId" = system."poolId" AND m."modelId" = ANY(${modelIds}::uuid[]))
      OR EXISTS (
        SELECT 1 FROM "Model" model, jsonb_array_elements(system.sources) part
        WHERE model.id = ANY(${modelIds}::uuid[]) AND part->>'name' IN (model."hubId", 'm-' || left(model."weightsHash", 12))
      )
    )
    RETURNING id::text`;
  return rows.map(({ id }) => id);
}
