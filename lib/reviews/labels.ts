import type { Decision } from "./schema";

/** Words of reviews. Browser-safe. */
export const decisionTitles: Record<Decision, string> = {
  approve: "Approved",
  request_changes: "Changes wanted",
  reject: "Not accepted",
};

/** What a maintainer may choose. */
export const decisionVerbs: Record<Decision, string> = {
  approve: "Approve",
  request_changes: "Ask for changes",
  reject: "Reject",
};

/** What each decision does, said before it is taken and after. */
export const decisionEffects: Record<Decision, string> = {
  approve: "Its version is pinned, and it enters the pool within minutes.",
  request_changes: "The submitter changes the entry and sends it again.",
  reject: "The entry ends here.",
};

/** Reasons to start from; the text stays editable, because the submitter reads it. */
export const reasonTemplates: readonly { title: string; text: string }[] = [
  {
    title: "Description does not fit the card",
    text: "The description does not fit what the model card says. Please describe in one line what this model is good at.",
  },
  {
    title: "Description is copied",
    text: "The description is that of another entry. Routers choose by this line, so please say what sets this model apart.",
  },
  {
    title: "Not a generative language model",
    text: "The pool holds language models that answer in text. This one does not write text.",
  },
  { title: "Too large", text: "The model is over the limit of 10 billion parameters. A smaller variant is welcome." },
  {
    title: "Authorship is unclear",
    text: "We could not see that the model is yours. Please link the Hub account that owns it, or tell us how you belong to it.",
  },
  {
    title: "Licence is missing or unclear",
    text: "Please name the licence in the model card, in accordance with the base model's licence.",
  },
  {
    title: "Training data overlap with our tasks",
    text: "The declared training data overlap with tasks that we evaluate on. Please say which splits were used.",
  },
  { title: "Cannot be read", text: "We cannot read the model on the Hub. Please make it public or admit our account, then send it again." },
];
