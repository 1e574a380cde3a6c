import { systemActor } from "@/lib/auth/actor";
import { checkSubmission } from "@/lib/submissions/check-submission";

/** Asks the Hub about a submission that was sent in. */
export function handleCheckSubmission(payload: { submissionId: string }): Promise<void> {
  return checkSubmission(systemActor("worker"), payload);
}
