import type { Transaction } from "@/lib/db/client";

/** Deletes models and the pools that they are members of. Their runs and systems must be gone. */
export async function deleteModels(tx: Transaction, modelIds: readonly string[]): Promise<void> {
  const ids = { in: [...modelIds] };
  const pools = await tx.pool.findMany({ where: { members: { some: { modelId: ids } } }, select: { id: true } });
  const poolIds = { in: pools.map(({ id }) => id) };
  await tx.poolMember.deleteMany({ where: { poolId: poolIds } });
  await tx.pool.deleteMany({ where: { id: poolIds } });
  await tx.model.deleteMany({ where: { id: ids } });
}
