import type { Actor } from "@/lib/auth/actor";
import { approveSubmission } from "./approve-submission";
import { rejectSubmission } from "./reject-submission";
import { requestChanges } from "./request-changes";
import type { DecisionInput } from "./schema";

/** The one form of a review, handed to the verb that the maintainer chose. */
export async function decideSubmission(actor: Actor, input: DecisionInput): Promise<void> {
  switch (input.decision) {
    case "approve":
      return approveSubmission(actor, input);
    case "request_changes":
      return requestChanges(actor, input);
    case "reject":
      return rejectSubmission(actor, input);
  }
}
