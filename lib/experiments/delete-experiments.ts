import type { Transaction } from "@/lib/db/client";

/** Deletes experiments. Their runs must be gone. */
export async function deleteExperiments(tx: Transaction, experimentIds: readonly string[]): Promise<void> {
  await tx.experiment.deleteMany({ where: { id: { in: [...experimentIds] } } });
}
