import type { Transaction } from "@/lib/db/client";

/** Channel on which workers hear, after commit, that a run was queued, released or cancelled. A hint: they also poll. */
export const runsChannel = "runs";

export async function notifyWorkers(tx: Transaction, runId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${runsChannel}, ${runId})`;
}
