import { stripThinking } from "@/lib/tasks/strip-thinking";

const cut = " […]";

/** Answers as they stand in another model's prompt. */
export interface Quoted {
  texts: string[];
  /** How many had to be shortened. */
  shortened: number;
}

/**
 * Prepares answers for a prompt: thoughts are dropped, and if all of them together are longer than the budget, the
 * longest are cut, evenly. Questions and instructions are never cut.
 * @param budget characters for all answers together
 */
export function quoteAnswers(answers: readonly string[], budget: number): Quoted {
  const spoken = answers.map((answer) => stripThinking(answer).visible);
  const limit = evenLimit(
    spoken.map((text) => text.length),
    budget,
  );
  const texts = spoken.map((text) => (text.length > limit ? `${text.slice(0, Math.max(0, limit - cut.length))}${cut}` : text));
  return { texts, shortened: spoken.filter((text) => text.length > limit).length };
}

/** The greatest length to which all may be cut so that they fit together; short ones leave their share to the long ones. */
function evenLimit(lengths: readonly number[], budget: number): number {
  let left = budget;
  const ascending = lengths.toSorted((one, other) => one - other);
  for (const [place, length] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - place));
    if (length > share) return share;
    left -= length;
  }
  return Number.POSITIVE_INFINITY;
}
