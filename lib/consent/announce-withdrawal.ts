import type { Transaction } from "@/lib/db/client";

/**
 * Channel on which workers are told, after commit, that a model may be used less than before; the message is the model's
 * id. A hint: they also look for themselves at every renewal of their leases.
 */
export const consentChannel = "consent";

/** Tells every worker, when the transaction commits, about the model that came of a submission; nothing where there is none. */
export async function announceWithdrawal(tx: Transaction, submissionId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${consentChannel}, id::text) FROM "Model" WHERE "submissionId" = ${submissionId}::uuid`;
}

/** The same about a model that no submission stands behind. */
export async function announceEnd(tx: Transaction, modelId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${consentChannel}, ${modelId})`;
}
