import type { BoardSplit, Hidden } from "./schema";

/** Words of the boards, browser-safe. */

export const splitTitles: Record<BoardSplit, string> = { test: "Test questions", held_out: "Held-out questions" };

/** Why rows are missing, after "n hidden: ". */
export const hiddenWords: Record<Hidden["reason"], string> = {
  consent: "without consent to publish scores",
  withdrawn: "withdrawn by the contributor",
  quarantined: "stopped until a question is answered",
  no_results: "without an answered question on this split",
  incomplete: "not yet answered on every task that is averaged here",
  flagged: "whose score here is flagged",
  failed: "whose only run failed or was cancelled",
  filter: "left out by your filters",
};

/** 1 234 567 as "1.2 M". */
export function formatCount(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)} B`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} M`;
  return count >= 1e4 ? `${Math.round(count / 1e3)} k` : String(count);
}
