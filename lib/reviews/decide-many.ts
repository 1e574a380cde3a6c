import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { approveSubmission } from "./approve-submission";
import { rejectSubmission } from "./reject-submission";
import type { BulkInput, BulkOutcome } from "./schema";

/**
 * One decision for many entries, each on its own: what cannot be decided is skipped with its reason, the rest is done.
 * Checks are never waived in bulk.
 */
export async function decideMany(actor: Actor, { decision, numbers, reason }: BulkInput): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { decided: [], skipped: [], reason };
  for (const number of numbers) {
    try {
      if (decision === "approve") await approveSubmission(actor, { number, version: null, reason, waivers: [] });
      else await rejectSubmission(actor, { number, version: null, reason });
      outcome.decided.push(number);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "SIGN_IN_REQUIRED") throw error;
      outcome.skipped.push({ number, why: error.message });
    }
  }
  return outcome;
}
