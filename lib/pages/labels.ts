import type { Hidden } from "@/lib/boards/schema";
import type { Outcome } from "./schema";

/** Why the scores of a model or system are not shown, on its own page. */
export const hiddenSentences: Record<Hidden["reason"], string> = {
  consent: "A contributor has not agreed to published scores, so they are not shown.",
  withdrawn: "A contributor took consent back, so scores are not shown any more.",
  quarantined: "A model is stopped until a question about it is answered; its scores are not shown meanwhile.",
  no_results: "No question has been answered yet.",
  incomplete: "Not every task has been answered yet.",
  flagged: "Its score here is flagged.",
  failed: "The only run failed or was cancelled.",
  filter: "Left out by your filters.",
};

/** What a reader may ask for in a table of questions. */
export const outcomeTitles: Record<Outcome, string> = {
  "system-better": "System right, best single wrong",
  "single-better": "System wrong, best single right",
  emergent: "System right, every member alone wrong",
  lost: "System wrong, some member alone right",
  right: "Right",
  wrong: "Not right",
};

export const derivedKindTitles: Record<"merge" | "train", string> = { merge: "Merge", train: "Training" };

/** Why nothing is said of a derived model, on its own page. */
export const hiddenDerivedSentences: Record<"withdrawn" | "quarantined" | "consent", string> = {
  withdrawn: "A model that it was made of was withdrawn, so it was withdrawn too. Its files are deleted and it is never made again.",
  quarantined: "A model that it was made of is stopped until a question about it is answered; nothing is shown of it meanwhile.",
  consent: "The contributor of a model that it was made of has not agreed to published scores and texts, so nothing is shown of it.",
};
