import type { Transaction } from "@/lib/db/client";

/** Deletes what models wrote, from the memo and from quarantine. */
export async function deleteGenerations(tx: Transaction, modelIds: readonly string[]): Promise<void> {
  const where = { modelId: { in: [...modelIds] } };
  await tx.generation.deleteMany({ where });
  await tx.quarantinedGeneration.deleteMany({ where });
}
