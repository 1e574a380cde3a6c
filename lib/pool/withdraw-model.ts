import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { announceWithdrawal } from "@/lib/consent/announce-withdrawal";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { purgeTexts } from "@/lib/jobs/purge-texts";

/** Milliseconds after which no request of before can be under way any more. */
export const secondPurge = 15 * 60_000;

/** What the contributor said of the model and of themselves; their own entry keeps it for them. */
export const nothingSaid = { description: "", trainingData: null, person: null, institution: null, country: null };

/**
 * Takes the model of a withdrawn submission out of use. A tombstone remains, so that pools and old links can say what
 * was there; what its contributor said goes, and what the model wrote is deleted by chores. Safe to run twice, and before the model exists.
 */
export async function withdrawModel(actor: Actor, { submissionId }: { submissionId: string }): Promise<void> {
  requirePermission(actor, "model:admit");
  await inTransaction(async (tx) => {
    await tx.model.updateMany({
      where: { submissionId, submission: { state: "withdrawn" } },
      data: { state: "withdrawn", scopes: [], servedAs: null, ...nothingSaid },
    });
    await announceWithdrawal(tx, submissionId);
    await enqueue(tx, purgeTexts, { submissionId });
    // Once more for what was on its way to the memo.
    await enqueue(tx, purgeTexts, { submissionId }, { runAt: new Date(Date.now() + secondPurge) });
  });
}
