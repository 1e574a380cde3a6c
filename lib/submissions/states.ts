/** Where a submission stands, and which moves are legal. Browser-safe. */
export const submissionStates = [
  "draft",
  "checking",
  "in_review",
  "changes_requested",
  "approved",
  "admitted",
  "rejected",
  "withdrawn",
] as const;
export type SubmissionState = (typeof submissionStates)[number];

export const submissionMoves: Record<SubmissionState, readonly SubmissionState[]> = {
  draft: ["checking", "withdrawn"],
  checking: ["in_review", "changes_requested", "withdrawn"],
  in_review: ["approved", "changes_requested", "rejected", "checking", "withdrawn"],
  changes_requested: ["checking", "withdrawn"],
  approved: ["admitted", "in_review", "withdrawn"],
  admitted: ["withdrawn"],
  rejected: ["withdrawn"],
  withdrawn: [],
};

/** May the submitter still change what was typed? */
export function isEditable(state: SubmissionState): boolean {
  return state === "draft" || state === "changes_requested";
}

/** May the submitter take it back to change it? */
export function isReopenable(state: SubmissionState): boolean {
  return state === "checking" || state === "in_review";
}

/** May the submitter take it back for good? Whatever was agreed to can be: also what came of it was decided against. */
export function isWithdrawable(state: SubmissionState): boolean {
  return submissionMoves[state].includes("withdrawn");
}
