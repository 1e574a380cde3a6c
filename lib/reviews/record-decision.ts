import type { Actor } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/client";
import type { Submission } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors";
import { enqueue } from "@/lib/jobs/enqueue";
import { sendMail } from "@/lib/jobs/send-mail";
import { moveSubmission } from "@/lib/submissions/move-submission";
import { wasSent } from "@/lib/submissions/queries";
import type { SubmissionState } from "@/lib/submissions/states";
import { decisionMail } from "./decision-mail";
import { decisionTitles } from "./labels";
import type { Decision, DecisionInput, Entry } from "./schema";

const target: Record<Decision, SubmissionState> = { approve: "approved", request_changes: "changes_requested", reject: "rejected" };

export type Reviewer = Extract<Actor, { kind: "user" }>;

/**
 * The submission as the reviewer saw it, ready to be decided.
 * @throws AppError NOT_FOUND; NOT_ALLOWED for one's own; CONFLICT when it was decided or changed since the page was loaded
 */
export async function readForDecision(tx: Transaction, reviewer: Reviewer, seen: Entry): Promise<Submission> {
  const row = await tx.submission.findFirst({ where: { number: seen.number, ...wasSent } });
  if (!row) throw notFound("submission");
  if (row.submitterId === reviewer.userId) throw new AppError("NOT_ALLOWED", "This is your own submission; another maintainer decides it.");
  if (row.state !== "in_review" || row.version !== seen.version) {
    throw new AppError("CONFLICT", "Someone was faster: this submission was decided or changed since you opened it. Load the page again.");
  }
  return row;
}

/** Writes the decision, moves the submission and leaves a mail to its submitter, within the caller's transaction. */
export async function recordDecision(
  tx: Transaction,
  reviewer: Reviewer,
  row: Submission,
  { decision, reason, waivers }: Pick<DecisionInput, "decision" | "reason" | "waivers">,
): Promise<void> {
  await moveSubmission(tx, reviewer, {
    submission: row,
    to: target[decision],
    why: reason || `${decisionTitles[decision]}.`,
    data: { waivers },
  });
  await tx.review.create({ data: { submissionId: row.id, reviewerId: reviewer.userId, decision, reason, waivers } });
  await enqueue(tx, sendMail, { userId: row.submitterId, ...decisionMail(decision, row.number, reason) });
}

/** A decision is a person's; the portal itself never takes one. */
export function asReviewer(actor: Actor): Reviewer {
  if (actor.kind !== "user") throw new AppError("NOT_ALLOWED", "Only a maintainer can decide.");
  return actor;
}
