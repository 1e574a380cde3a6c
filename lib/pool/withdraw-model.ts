import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { announceWithdrawal } from "@/lib/consent/announce-withdrawal";
import { inTransaction } from "@/lib/db/transaction";

/**
 * Takes the model of a withdrawn submission out of use. A tombstone remains, so that pools and old links can say what
 * was there; the person's name goes. Safe to run twice, and before the model exists.
 */
export async function withdrawModel(actor: Actor, { submissionId }: { submissionId: string }): Promise<void> {
  requirePermission(actor, "model:admit");
  await inTransaction(async (tx) => {
    await tx.model.updateMany({
      where: { submissionId, submission: { state: "withdrawn" } },
      data: { state: "withdrawn", scopes: [], servedAs: null, person: null },
    });
    await announceWithdrawal(tx, submissionId);
  });
}
