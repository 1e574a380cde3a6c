import { createHash } from "node:crypto";
import type { Transaction } from "@/lib/db/client";
import type { Pool } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";

/** Identity of a pool: SHA-256 (hex) over its members' ids in order, one per line. */
function poolDigest(modelIds: readonly string[]): string {
  return createHash("sha256")
    .update(modelIds.map((id) => `${id}\n`).join(""))
    .digest("hex");
}

/**
 * The frozen pool of these models in this order, made at the first request.
 * @throws AppError INVALID_INPUT for an empty set or a model named twice, NOT_FOUND for an unknown model
 */
export async function findOrCreatePool(tx: Transaction, modelIds: readonly string[], name?: string): Promise<Pool> {
  if (modelIds.length === 0) throw new AppError("INVALID_INPUT", "Choose at least one model for the pool.");
  if (new Set(modelIds).size !== modelIds.length) throw new AppError("INVALID_INPUT", "A model can be in a pool only once.");
  const digest = poolDigest(modelIds);
  const known = await tx.pool.findUnique({ where: { digest } });
  if (known) return known;
  const models = await tx.model.findMany({ where: { id: { in: [...modelIds] } }, select: { id: true } });
  if (models.length !== modelIds.length) throw new AppError("NOT_FOUND", "One of the chosen models does not exist.");
  // Two requests may make the same pool at once: the first row wins and both get it, members included.
  const { count } = await tx.pool.createMany({
    data: [{ digest, name: name ?? `${modelIds.length} models` }],
    skipDuplicates: true,
  });
  const pool = await tx.pool.findUniqueOrThrow({ where: { digest } });
  if (count > 0) await tx.poolMember.createMany({ data: modelIds.map((modelId, position) => ({ poolId: pool.id, position, modelId })) });
  return pool;
}
