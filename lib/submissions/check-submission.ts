import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import type { Transaction } from "@/lib/db/client";
import { db } from "@/lib/db/client";
import type { Submission } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { checkModel } from "@/lib/hub/check-model";
import { type Hub, hub } from "@/lib/hub/client";
import { type CheckReport, checkReport, hfRepoId, isPassing } from "@/lib/hub/schema";
import { checkSubmission as checkSubmissionJob } from "@/lib/jobs/check-submission";
import { enqueue } from "@/lib/jobs/enqueue";
import { knownEntries } from "./known-entries";
import { moveSubmission } from "./move-submission";
import { ownerCheck } from "./owner-check";

const minute = 60_000;

/** Waiting time before the next question to a Hub that does not answer: 1, 2, 4 … minutes, at most an hour. */
export function backoff(attempts: number): number {
  return Math.min(2 ** (attempts - 1), 60) * minute;
}

/**
 * Runs the Hub checks of a submission that was sent in and hands it to the reviewers. While the Hub cannot be reached the
 * submission stays where it is, says so, and is asked about again. Safe to run twice.
 */
export async function checkSubmission(actor: Actor, { submissionId }: { submissionId: string }, source: Hub = hub()): Promise<void> {
  requirePermission(actor, "submission:check");
  const row = await db().submission.findUnique({ where: { id: submissionId } });
  if (row?.state !== "checking") return;
  const { hubId, revision, description } = row;
  const known = await knownEntries({ submissionId, hubId, submittedAt: row.submittedAt });
  const report = await checkModel(source, { hubId: hfRepoId.parse(hubId), revision, description }, known);
  const owner = await ownerCheck(row.submitterId, report.resolvedId);
  const whole = { ...report, checks: [...report.checks, owner] };
  await inTransaction((tx) => (isPassing(report.problem) ? askAgain(tx, row, whole) : handOver(tx, actor, row, whole)));
}

async function askAgain(tx: Transaction, row: Submission, report: CheckReport): Promise<void> {
  const attempts = (checkReport.safeParse(row.checks).data?.attempts ?? 0) + 1;
  const next = new Date(Date.now() + backoff(attempts));
  await tx.submission.updateMany({
    where: { id: row.id, state: "checking" },
    data: { checks: { ...report, attempts, nextAttemptAt: next.toISOString() }, checkedAt: new Date() },
  });
  await enqueue(tx, checkSubmissionJob, { submissionId: row.id }, { key: `check-submission:${row.id}`, runAt: next });
}

async function handOver(tx: Transaction, actor: Actor, row: Submission, report: CheckReport): Promise<void> {
  const open = report.checks.filter((check) => check.outcome === "fail").length;
  await moveSubmission(tx, actor, {
    submission: row,
    to: "in_review",
    why: open === 0 ? "The checks are done." : `The checks are done; ${open} of them not met.`,
    change: { checks: report, checkedAt: new Date(), commit: report.commit },
  });
}
