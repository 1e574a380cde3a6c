import { wilson } from "../intervals/wilson";
import { mean } from "../numerics/mean";
import { requireFinite, requireSameLength, requireShares } from "../numerics/require-finite";
import type { Estimate } from "../schema";

/** How many of the questions that every member fails a system solves, beside what guessing would. */
export interface Emergence extends Estimate {
  /** Mean chance of solving one of them by guessing. */
  chance: number;
  /** Chance of at least as many solved by guessing alone: small where more than luck was at work. */
  p: number;
}

/**
 * Emergence rate with its chance baseline. Wrong answers of the members use up options, so that the chance of guessing right is
 * higher than one over the number of options: give one over the options nobody chose, and 0 for open-ended questions.
 * @param solved 1 or 0 for each question that every member fails
 * @param chances chance of solving each by guessing, same order
 * @throws RangeError for no questions, other scores than 0 and 1, or chances that are none
 * Source: the definition of arXiv 2606.07812, section 5; p is exact, the Poisson-binomial tail of Y. Wang, Statistica Sinica 3 (1993).
 */
export function emergence(solved: readonly number[], chances: readonly number[]): Emergence {
  requireFinite(solved, "Scores");
  requireSameLength(solved, chances, "Scores and chances");
  requireShares(chances, "Chances");
  if (solved.some((score) => score !== 0 && score !== 1)) throw new RangeError("Emergence is defined for scores of 0 and 1 only.");
  const n = solved.length;
  const found = solved.filter((score) => score === 1).length;
  return { mean: found / n, n, ...wilson(found, n), chance: mean(chances), p: chanceOfAtLeast(found, chances) };
}

/** Adds one question after the other to the distribution of how many are solved. */
function chanceOfAtLeast(found: number, chances: readonly number[]): number {
  const fewer = new Float64Array(found);
  if (found === 0) return 1;
  fewer[0] = 1;
  let reached = 0;
  for (const chance of chances) {
    reached += (fewer[found - 1] ?? 0) * chance;
    for (let count = found - 1; count > 0; count -= 1) fewer[count] = (fewer[count] ?? 0) * (1 - chance) + (fewer[count - 1] ?? 0) * chance;
    fewer[0] = (fewer[0] ?? 0) * (1 - chance);
  }
  return Math.min(1, reached);
}
