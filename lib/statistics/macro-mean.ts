import { mean } from "./mean";
import { meanInterval } from "./mean-interval";
import type { Estimate } from "./schema";

/**
 * Unweighted mean over tasks with its 95 % interval: every task counts the same, whatever its number of questions.
 * The interval combines those of the tasks, so it stays honest where a task was solved wholly or not at all.
 * @param tasks scores per task, 0 to 1; at least one task, each with at least one score
 * @returns `n` is the number of scores in all
 * Source: G. Zou, A. Donner, "Construction of confidence limits about effect measures: a general approach",
 * Statistics in Medicine 27 (2008), equation for a sum of independent estimates.
 */
export function macroMean(tasks: readonly (readonly number[])[]): Estimate {
  const estimates = tasks.map(meanInterval);
  const centre = mean(estimates.map((estimate) => estimate.mean));
  const root = (gaps: number[]) => Math.sqrt(gaps.reduce((sum, gap) => sum + gap ** 2, 0)) / estimates.length;
  return {
    mean: centre,
    n: estimates.reduce((sum, estimate) => sum + estimate.n, 0),
    low: centre - root(estimates.map((estimate) => estimate.mean - estimate.low)),
    high: centre + root(estimates.map((estimate) => estimate.high - estimate.mean)),
  };
}
