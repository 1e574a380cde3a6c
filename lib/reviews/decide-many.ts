import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { approveSubmission } from "./approve-submission";
import { rejectSubmission } from "./reject-submission";
import type { BulkInput, BulkOutcome } from "./schema";

/**
 * One decision for many entries, each on its own: what cannot be decided is skipped with its reason, the rest is done.
 * Who may not review at all is refused at once. Checks are never waived in bulk, and an entry that changed since it was marked is left for another look.
 */
export async function decideMany(actor: Actor, { decision, entries, reason }: BulkInput): Promise<BulkOutcome> {
  requirePermission(actor, "submission:review");
  const outcome: BulkOutcome = { decision, decided: [], skipped: [], reason };
  for (const entry of entries) {
    try {
      if (decision === "approve") await approveSubmission(actor, { ...entry, reason, waivers: [] });
      else await rejectSubmission(actor, { ...entry, reason });
      outcome.decided.push(entry.number);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcome.skipped.push({ ...entry, why: error.message });
    }
  }
  return outcome;
}
