import type { Domain, Split } from "./schema";

/** Words for what the data calls by name, browser-safe. */
export const domainTitles: Record<Domain, string> = {
  general_qa: "General questions",
  reasoning: "Reasoning",
  knowledge: "Knowledge",
  safety: "Safety",
  instruction_following: "Instruction following",
};

export const splitTitles: Record<Split, string> = { held_out: "Held-out", dev: "Practice", test: "Test" };

export const splitPurposes: Record<Split, string> = {
  held_out: "ranks models when a pool is chosen",
  dev: "is all that a method may learn from",
  test: "is what results are reported on",
};

/** What every task does with answers that could not be read. */
export const unreadableRule = "An answer that cannot be read is never credited; it counts as wrong and is reported as unreadable.";

/** What practice questions are, for those who meet the word. */
export const practiceHint =
  "Practice questions (the dev split) are all that a system may learn from. Results are reported on other questions.";

/** "We are 82 % sure"; rounded down, so that nothing is called surer than it is. */
export function certaintyWords(certainty: number): string {
  return certainty >= 1 ? "We are certain" : `We are ${Math.floor(certainty * 100)}\u00a0% sure`;
}
