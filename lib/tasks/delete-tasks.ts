import type { Transaction } from "@/lib/db/client";

/** Deletes tasks with their questions. Runs of them and systems that learned from them must be gone. */
export async function deleteTasks(tx: Transaction, taskIds: readonly string[]): Promise<void> {
  await tx.task.deleteMany({ where: { id: { in: [...taskIds] } } });
}
