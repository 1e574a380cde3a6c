import { type Actor, actorLabel } from "@/lib/auth/actor";
import { may, requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import { takeTurn } from "@/lib/hub/take-turn";
import { checkSubmission } from "@/lib/jobs/check-submission";
import { enqueue } from "@/lib/jobs/enqueue";
import { moveSubmission } from "./move-submission";
import { visibleSubmissions } from "./queries";
import { isReopenable } from "./states";

/**
 * Has the Hub asked again, at once: after something was put right there, or instead of waiting for the next try.
 * @throws AppError NOT_FOUND; NOT_ALLOWED for readers of other people's entries; CONFLICT when it was decided
 */
export async function recheckSubmission(actor: Actor, { number }: { number: number }): Promise<void> {
  requirePermission(actor, "submission:own");
  await inTransaction(async (tx) => {
    const row = await tx.submission.findFirst({ where: { AND: [visibleSubmissions(actor), { number }] } });
    if (!row) throw notFound("submission");
    const own = actor.kind === "user" && row.submitterId === actor.userId;
    if (!own && !may(actor, "submission:review"))
      throw new AppError("NOT_ALLOWED", "Only the submitter and maintainers can ask for a new check.");
    // From a draft the move to "checking" is legal too, but only with consent: that is `submitModel`.
    if (!isReopenable(row.state)) throw new AppError("CONFLICT", "This submission is not waiting for checks or a review.");
    takeTurn(`recheck:${actorLabel(actor)}`, 10);
    if (row.state !== "checking") await moveSubmission(tx, actor, { submission: row, to: "checking", why: "Checked again." });
    await enqueue(tx, checkSubmission, { submissionId: row.id }, { key: `check-submission:${row.id}` });
  });
}
