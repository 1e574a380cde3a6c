import type { SubmissionState } from "./states";

/** Words for where a submission stands. Browser-safe. */
export const stateTitles: Record<SubmissionState, string> = {
  draft: "Draft",
  checking: "Being checked",
  in_review: "In review",
  changes_requested: "Changes wanted",
  approved: "Approved",
  admitted: "In the pool",
  rejected: "Not accepted",
  withdrawn: "Withdrawn",
};

/** What happens next and who has to act, in one sentence for the submitter. */
export const nextSteps: Record<SubmissionState, string> = {
  draft: "You have not sent it yet.",
  checking: "We ask the Hub about the model. This usually takes less than a minute.",
  in_review: "A maintainer reads it. Most entries are decided within a week. Until then you can take it back to change it.",
  changes_requested: "It is your turn: change the entry and send it again.",
  approved: "The model's version is being pinned. It enters the pool within minutes.",
  admitted: "It can be chosen for runs. The entry shows how far its evaluation has come, and what is next.",
  rejected: "This decision ends the entry. You may submit another model, or this one after the reason is gone.",
  withdrawn: "Nothing of it is used any more. You may submit the model again.",
};
