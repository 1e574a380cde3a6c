import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { asReviewer, readForDecision, recordDecision } from "./record-decision";
import type { DecisionInput } from "./schema";

export type Rejection = Omit<DecisionInput, "decision" | "waivers">;

/**
 * Ends a submission without accepting it. The submitter reads the reason.
 * @throws AppError as `readForDecision`; INVALID_INPUT without a reason
 */
export async function rejectSubmission(actor: Actor, { number, version, reason }: Rejection): Promise<void> {
  requirePermission(actor, "submission:review");
  const reviewer = asReviewer(actor);
  if (reason === "") {
    throw new AppError("INVALID_INPUT", "A rejection needs a reason.", [
      { field: "reason", message: "Write why; the submitter reads it." },
    ]);
  }
  await inTransaction(async (tx) => {
    const row = await readForDecision(tx, reviewer, { number, version });
    await recordDecision(tx, reviewer, row, { decision: "reject", reason, waivers: [] });
  });
}
