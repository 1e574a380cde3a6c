import { db, type Transaction } from "@/lib/db/client";

/** Deletes what these weights (SHA-256 in hex) said to the canary prompts; whoever serves them next answers for the first time. */
export async function forgetCanaries(weightsHash: string, tx: Transaction = db()): Promise<number> {
  const { count } = await tx.canary.deleteMany({ where: { weightsHash } });
  return count;
}
