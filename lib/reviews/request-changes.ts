import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { asReviewer, readForDecision, recordDecision } from "./record-decision";
import type { DecisionInput } from "./schema";

/**
 * Gives a submission back to its submitter to be changed.
 * @throws AppError as `readForDecision`; INVALID_INPUT without a reason
 */
export async function requestChanges(
  actor: Actor,
  { number, version, reason }: Pick<DecisionInput, "number" | "version" | "reason">,
): Promise<void> {
  requirePermission(actor, "submission:review");
  const reviewer = asReviewer(actor);
  if (reason === "") {
    throw new AppError("INVALID_INPUT", "Say what should change.", [
      { field: "reason", message: "Write what the submitter should change." },
    ]);
  }
  await inTransaction(async (tx) => {
    const row = await readForDecision(tx, reviewer, { number, version });
    await recordDecision(tx, reviewer, row, { decision: "request_changes", reason, waivers: [] });
  });
}
