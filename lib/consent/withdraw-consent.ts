import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import type { Transaction } from "@/lib/db/client";
import { announceWithdrawal } from "./announce-withdrawal";

/**
 * Ends the receipt in force of a submission, within the caller's transaction. Workers are told with the commit
 * and send nothing to the model from then on.
 * The caller has checked whose submission it is. A second withdrawal changes nothing.
 */
export async function withdrawConsent(tx: Transaction, actor: Actor, submissionId: string): Promise<void> {
  requirePermission(actor, "submission:own");
  await tx.consentReceipt.updateMany({ where: { submissionId, withdrawnAt: null }, data: { withdrawnAt: new Date() } });
  await announceWithdrawal(tx, submissionId);
}
