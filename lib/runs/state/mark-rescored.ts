import type { Transaction } from "@/lib/db/client";

/** Says that scores of these runs' recorded results changed, so that boards which remember them read them again. */
export async function markRescored(tx: Transaction, runIds: readonly string[]): Promise<void> {
  await tx.run.updateMany({ where: { id: { in: [...runIds] } }, data: { scoresVersion: { increment: 1 } } });
}
