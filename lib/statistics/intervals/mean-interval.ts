import { areBinary, mean } from "../numerics/mean";
import { requireFinite } from "../numerics/require-finite";
import type { Estimate } from "../schema";
import { bootstrapMean } from "./bootstrap";
import { wilson } from "./wilson";

/**
 * Mean score with its 95 % interval: Wilson where every score is 0 or 1, percentile bootstrap otherwise.
 * @param values scores, 0 to 1; at least one
 * @throws RangeError for no values, and for one that is not finite
 */
export function meanInterval(values: readonly number[]): Estimate {
  const centre = mean(values);
  const n = values.length;
  requireFinite(values, "Scores");
  if (areBinary(values)) {
    const successes = values.reduce((sum, value) => sum + value, 0);
    return { mean: centre, n, ...wilson(successes, n) };
  }
  // One graded score says nothing about the next: the whole scale remains possible.
  if (n === 1) return { mean: centre, n, low: 0, high: 1 };
  return { mean: centre, n, ...bootstrapMean(values) };
}
