import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { checkTitles } from "@/lib/hub/labels";
import { type Check, checksToWaive } from "@/lib/hub/schema";
import { admitToPool } from "@/lib/jobs/admit-to-pool";
import { enqueue } from "@/lib/jobs/enqueue";
import { reportOf } from "@/lib/submissions/queries";
import { asReviewer, readForDecision, recordDecision } from "./record-decision";
import type { DecisionInput } from "./schema";

export type Approval = Omit<DecisionInput, "decision">;

/**
 * Approves a submission and leaves the admission to a job. Every check that is not met must be waived by name.
 * @throws AppError as `readForDecision`; NOT_READY when the model could not be read; INVALID_INPUT naming unwaived checks
 */
export async function approveSubmission(actor: Actor, approval: Approval): Promise<void> {
  requirePermission(actor, "submission:review");
  const reviewer = asReviewer(actor);
  await inTransaction(async (tx) => {
    const row = await readForDecision(tx, reviewer, approval);
    const report = reportOf(row.checks);
    if (!report?.commit) {
      throw new AppError("NOT_READY", "The model could not be read, so there is nothing to pin. Ask for changes, or check it again.");
    }
    refuseUnwaived(report.checks, approval);
    const waivers = checksToWaive(report.checks).map((check) => check.id);
    await recordDecision(tx, reviewer, row, { decision: "approve", reason: approval.reason, waivers });
    await enqueue(tx, admitToPool, { submissionId: row.id }, { key: `admit-to-pool:${row.id}` });
  });
}

function refuseUnwaived(checks: readonly Check[], { waivers, reason }: Approval): void {
  const open = checksToWaive(checks).filter((check) => !waivers.includes(check.id));
  if (open.length > 0) {
    const names = open.map((check) => `“${checkTitles[check.id]}”`).join(", ");
    throw new AppError("INVALID_INPUT", `Not met: ${names}. Accept each of them on purpose, or ask for changes.`, [
      { field: "waivers", message: `Accept ${names} by name, or ask for changes.` },
    ]);
  }
  if (checksToWaive(checks).length > 0 && reason === "") {
    throw new AppError("INVALID_INPUT", "Say why you accept checks that are not met.", [
      { field: "reason", message: "An exception needs a reason; everybody can read it later." },
    ]);
  }
}
