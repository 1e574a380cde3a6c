import { bootstrapMean } from "../intervals/bootstrap";
import { wilson } from "../intervals/wilson";
import { mean } from "../numerics/mean";
import { requireFinite } from "../numerics/require-finite";
import type { Interval, PairedDifference } from "../schema";
import { exactMcNemar } from "./mcnemar";

/**
 * Ours minus theirs over the same questions in the same order.
 * The interval is a percentile bootstrap over questions (2,000 resamples, seeded), p is the exact McNemar test,
 * which for graded scores is the exact sign test.
 * @param ours scores, 0 to 1
 * @param theirs scores of the same questions, same order
 * @throws RangeError when the two do not have equal, positive length, or a score is not finite
 */
export function pairedDifference(ours: readonly number[], theirs: readonly number[]): PairedDifference {
  if (ours.length !== theirs.length) throw new RangeError(`${ours.length} scores cannot be paired with ${theirs.length}.`);
  const differences = ours.map((score, place) => score - (theirs[place] ?? 0));
  requireFinite(differences, "Differences of scores");
  const wins = differences.filter((difference) => difference > 0).length;
  const losses = differences.filter((difference) => difference < 0).length;
  return {
    difference: mean(differences),
    n: differences.length,
    wins,
    losses,
    p: exactMcNemar(wins, losses),
    ...interval(differences),
  };
}

function interval(differences: readonly number[]): Interval {
  const first = differences[0] ?? 0;
  if (differences.some((difference) => difference !== first)) return bootstrapMean(differences);
  // Resampling equal values claims certainty. A question that would break the pattern may still be as frequent as
  // Wilson's interval for 0 of n allows, and would move the mean by as much as the scale of -1 to 1 lets it.
  const unseen = wilson(0, differences.length).high;
  return { low: Math.max(-1, first - unseen * (1 + first)), high: Math.min(1, first + unseen * (1 - first)) };
}
