import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { grantConsent } from "@/lib/consent/grant-consent";
import { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import { checkSubmission } from "@/lib/jobs/check-submission";
import { enqueue } from "@/lib/jobs/enqueue";
import { limitSubmissions } from "./limit-submissions";
import { moveSubmission } from "./move-submission";
import { type SubmissionContent, submissionContent } from "./schema";

/** Which saved draft is sent in, at which version. */
export interface SendRequest {
  id: string;
  version: number;
}

/**
 * Sends a saved draft in: its content is now checked strictly, consent is signed, and the Hub checks are queued.
 * @returns the public number
 * @throws AppError INVALID_INPUT with one problem per field; CONFLICT when it changed or was sent meanwhile; TOO_MANY_REQUESTS
 */
export async function submitModel(actor: Actor, request: SendRequest): Promise<{ number: number }> {
  requirePermission(actor, "submission:create");
  if (actor.kind !== "user") throw new AppError("NOT_ALLOWED", "Only a person can submit a model.");
  if (!actor.emailVerified) {
    throw new AppError("NOT_ALLOWED", "Your draft is kept. Verify your e-mail address under “Account” before you send it in.");
  }
  return inTransaction(async (tx) => {
    const row = await tx.submission.findFirst({ where: { id: request.id, submitterId: actor.userId } });
    if (!row) throw notFound("submission");
    if (row.version !== request.version)
      throw new AppError("CONFLICT", "This draft was changed meanwhile. Load the page again before you send it.");
    const content = parseContent(row);
    await limitSubmissions(tx, actor.userId);
    const again = row.state === "changes_requested";
    await moveSubmission(tx, actor, {
      submission: row,
      to: "checking",
      why: again ? "Sent again after changes." : "Sent in.",
      change: { ...content, submittedAt: row.submittedAt ?? new Date(), checks: Prisma.DbNull, checkedAt: null, commit: null },
      data: { hubId: content.hubId, revision: content.revision, description: content.description, scopes: content.scopes },
    });
    await grantConsent(tx, actor, { submissionId: row.id, hubId: content.hubId, scopes: content.scopes });
    await enqueue(tx, checkSubmission, { submissionId: row.id }, { key: `check-submission:${row.id}` });
    return { number: row.number };
  });
}

function parseContent(row: unknown): SubmissionContent {
  const outcome = submissionContent.safeParse(row);
  if (outcome.success) return outcome.data;
  const fields = outcome.error.issues.map((issue) => ({ field: String(issue.path[0] ?? ""), message: issue.message }));
  throw new AppError("INVALID_INPUT", "Your draft is kept. Some fields need another look before it can be sent.", fields);
}
