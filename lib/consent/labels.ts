import type { ConsentScope } from "./schema";

/** What is shown for one scope. Words for a reader of about fourteen years. Browser-safe. */
export interface ScopeWords {
  /** "S1", as receipts and tables call it. */
  mark: string;
  title: string;
  /** What is allowed, in one sentence. */
  sentence: string;
  example: string;
  /** What happens because of a yes. */
  follows: string;
  /** What is lost with a no. */
  without: string;
}

/** Any change of a word below needs a new version: old receipts keep pointing at the old words by their hash. */
export const consentVersion = "2026-11-1";

export const consentIntroduction =
  "You decide for each use on its own. Nothing is ticked for you. You can take everything back later on the page of your submission: new use stops at once, and what cannot be called back is said here.";

export const scopeWords: Record<ConsentScope, ScopeWords> = {
  S1_run: {
    mark: "S1",
    title: "Run it",
    sentence: "Polyphony may download my model and let it answer questions, alone and together with other models.",
    example: "Your model gets 500 test questions. Its answers are compared with the right ones.",
    follows: "The model is stored on our servers at the version that was checked, and is used in experiments.",
    without: "Without this, nothing can be measured, so the entry cannot be sent.",
  },
  S2_publish_scores: {
    mark: "S2",
    title: "Show its scores",
    sentence: "Polyphony may publish how many questions my model gets right, alone and in a team.",
    example: "The leaderboard says: 62 of 100 right, and the team is 3 points better with your model in it.",
    follows: "The scores stand on public pages with the model's name, and others may quote them.",
    without: "Without it, your model is on no leaderboard; only you and the maintainers see its scores.",
  },
  S3_publish_outputs: {
    mark: "S3",
    title: "Show its answers",
    sentence: "Polyphony may publish texts that my model wrote.",
    example: "A page shows a question and the answers that five models gave to it, one of them yours.",
    follows: "Answers can be read and downloaded by everybody. Copies that others made cannot be called back.",
    without: "Without it, readers see the scores, but not how your model answered.",
  },
  S4_distil: {
    mark: "S4",
    title: "Let others learn from its answers",
    sentence: "Texts that my model wrote may be used to train other models.",
    example: "A small model learns to sum up articles from 1,000 summaries that yours wrote.",
    follows: "The other model keeps what it learned. Training that has happened cannot be undone.",
    without: "Without it, your model takes no part in methods that train with answers of their members.",
  },
  S5_merge: {
    mark: "S5",
    title: "Change and combine its weights",
    sentence: "Polyphony may train my model further, or mix its weights with those of other models.",
    example: "The weights of three models for medicine are averaged into one.",
    follows: "The new model contains a part of yours. It stays on our servers unless you also grant S6.",
    without: "Without it, your model takes no part in methods that work on weights.",
  },
  S6_redistribute: {
    mark: "S6",
    title: "Give away what was made from it",
    sentence: "Polyphony may publish models that were made from the weights of mine.",
    example: "The average of three models is put on the Hub, for everybody to download.",
    follows: "Everybody may use the new model under its licence. Downloads cannot be called back.",
    without: "Without it, models made from yours are never given away.",
  },
  S7_commercial: {
    mark: "S7",
    title: "Use for business",
    sentence: "A system that contains my model may be used to earn money.",
    example: "A company offers a question service that is built on a team with your model in it.",
    follows: "Your model's licence must allow it too; the stricter of the two rules counts.",
    without: "Without it, your model is left out of systems for business use.",
  },
};
