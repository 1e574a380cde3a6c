/** Words of methods that pages use too. Browser-safe. */

/** Where models meet: at the choice of who answers, in text, or in the weights. A baseline is there to compare with. */
export const levels = ["api", "text", "weight", "baseline"] as const;
export type Level = (typeof levels)[number];

/** One line of how a method came to its answer, in a reader's words. */
export interface DecisionLine {
  name: string;
  value: string;
}
