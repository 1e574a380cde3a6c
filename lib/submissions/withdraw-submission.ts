import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { withdrawConsent } from "@/lib/consent/withdraw-consent";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { withdrawFromPool } from "@/lib/jobs/withdraw-from-pool";
import { moveSubmission } from "./move-submission";

/**
 * Takes a submission back, at any time and without asking anybody: the consent ends in the same moment, and a model that
 * came of it leaves the pool by a job. A decision against it stays in its history.
 * @throws AppError NOT_FOUND for somebody else's; CONFLICT when it was taken back already
 */
export async function withdrawSubmission(actor: Actor, { number, why }: { number: number; why: string }): Promise<void> {
  requirePermission(actor, "submission:own");
  if (actor.kind !== "user") throw new AppError("NOT_ALLOWED", "Only the submitter can withdraw.");
  await inTransaction(async (tx) => {
    const row = await tx.submission.findFirst({ where: { number, submitterId: actor.userId } });
    if (!row) throw notFound("submission");
    await moveSubmission(tx, actor, { submission: row, to: "withdrawn", why: why || "Taken back by the submitter." });
    await withdrawConsent(tx, actor, row.id);
    if (row.state === "admitted" || row.state === "approved") await enqueue(tx, withdrawFromPool, { submissionId: row.id });
  });
}
