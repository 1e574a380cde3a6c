import type { Transaction } from "@/lib/db/client";

/** Deletes systems with what they learned. Their runs must be gone. */
export async function deleteSystems(tx: Transaction, systemIds: readonly string[]): Promise<void> {
  await tx.system.deleteMany({ where: { id: { in: [...systemIds] } } });
}
