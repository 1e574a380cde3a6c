import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import { moveSubmission } from "./move-submission";
import { isReopenable } from "./states";

/**
 * Takes a submission back for changes before anybody decided.
 * @throws AppError NOT_FOUND for somebody else's; CONFLICT once it was decided
 */
export async function reopenSubmission(actor: Actor, { number }: { number: number }): Promise<void> {
  requirePermission(actor, "submission:own");
  if (actor.kind !== "user") throw new AppError("NOT_ALLOWED", "Only the submitter can change an entry.");
  await inTransaction(async (tx) => {
    const row = await tx.submission.findFirst({ where: { number, submitterId: actor.userId } });
    if (!row) throw notFound("submission");
    if (!isReopenable(row.state))
      throw new AppError("CONFLICT", "This submission was decided meanwhile, so it cannot be changed any more.");
    await moveSubmission(tx, actor, { submission: row, to: "changes_requested", why: "Taken back by the submitter to change it." });
  });
}
