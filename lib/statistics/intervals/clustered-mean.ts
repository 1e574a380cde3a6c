import { mean } from "../numerics/mean";
import { requireFinite, requireSameLength } from "../numerics/require-finite";
import { studentCritical } from "../numerics/student";
import type { Estimate } from "../schema";

/** A mean whose values come in groups that move together. */
export interface ClusteredMean extends Estimate {
  standardError: number;
  clusters: number;
}

/**
 * Mean with a standard error that stays honest when values of one group rise and fall together: questions about one
 * passage, repeated draws of one question, votes of one judge. With groups of one it is the usual standard error.
 * The interval is Student's with one degree of freedom less than there are groups.
 * @param values one number each
 * @param clusters the group of each value, in the same order
 * @throws RangeError for fewer than two groups, different lengths, or a value that is not finite
 * Source: K.-Y. Liang, S. Zeger, Biometrika 73 (1986), for a mean; advocated for evaluations of language models by
 * E. Miller, arXiv 2411.00640 (2024). With the correction G / (G - 1) for G groups.
 */
export function clusteredMean(values: readonly number[], clusters: readonly (string | number)[]): ClusteredMean {
  requireFinite(values, "Values");
  requireSameLength(values, clusters, "Values and groups");
  const centre = mean(values);
  const residuals = new Map<string | number, number>();
  values.forEach((value, place) => {
    const cluster = clusters[place] ?? "";
    residuals.set(cluster, (residuals.get(cluster) ?? 0) + value - centre);
  });
  const groups = residuals.size;
  if (groups < 2) throw new RangeError("One group says nothing about the spread between groups: at least two are needed.");
  const squares = [...residuals.values()].reduce((sum, residual) => sum + residual ** 2, 0);
  const standardError = Math.sqrt((groups / (groups - 1)) * squares) / values.length;
  const half = studentCritical(groups - 1) * standardError;
  return { mean: centre, n: values.length, clusters: groups, standardError, low: centre - half, high: centre + half };
}
