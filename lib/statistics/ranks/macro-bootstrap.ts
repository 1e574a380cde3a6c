import type { Resampling } from "../intervals/bca-bootstrap";
import { percentileInterval } from "../numerics/quantile";
import { requireFinite } from "../numerics/require-finite";
import { resampledSums } from "../numerics/resampled-sums";
import type { Estimate, RankBand } from "../schema";
import { placeBands } from "./place-bands";

/** A mean over tasks, each counting the same, with its 95 % interval and its band of places among the systems. */
export interface MacroEstimate extends Estimate {
  band: RankBand;
  /** Less the first system's, over the same resamples. */
  difference: { difference: number; low: number; high: number };
}

/**
 * Means over tasks of several systems that answered the same questions: questions are resampled within their task, the same
 * ones for all systems, so that differences are paired and places can be counted in each resample.
 * @param tasks of each task a row of scores per system; rows of one task have the same questions in the same order
 * @param settings 2,000 resamples and seed 1 where nothing is said
 * @returns one estimate per system; the first system is the baseline of the differences
 * @throws RangeError for no tasks or systems, rows of different length, or scores that are not finite
 * Source: A. Davison, D. Hinkley, "Bootstrap methods and their application" (1997), section 3.2 (stratified resampling).
 */
export function macroBootstrap(
  tasks: readonly (readonly ArrayLike<number>[])[],
  { resamples = 2_000, seed = 1 }: Resampling = {},
): MacroEstimate[] {
  const systems = tasks[0]?.length ?? 0;
  if (systems === 0) throw new RangeError("Nothing to resample: no tasks or no systems.");
  for (const rows of tasks) requireRows(rows, systems);
  return summarise(tasks, resampledMeans(tasks, systems, resamples, seed));
}

/** One column per system of its mean over tasks in each resample. */
function resampledMeans(tasks: readonly (readonly ArrayLike<number>[])[], systems: number, resamples: number, seed: number) {
  const means = Array.from({ length: systems }, () => new Float64Array(resamples));
  const stream = { state: seed | 0 };
  for (const rows of tasks) {
    const share = 1 / (rows[0]?.length ?? 0) / tasks.length;
    resampledSums(rows, resamples, stream).forEach((sums, system) => {
      const column = means[system] ?? sums;
      for (let resample = 0; resample < resamples; resample += 1)
        column[resample] = (column[resample] ?? 0) + (sums[resample] ?? 0) * share;
    });
  }
  return means;
}

function requireRows(rows: readonly ArrayLike<number>[], systems: number): void {
  const questions = rows[0]?.length ?? 0;
  if (rows.length !== systems || rows.some((row) => row.length !== questions)) {
    throw new RangeError("Every task needs a row for each system, with the same questions in each.");
  }
  for (const row of rows) requireFinite(row, "Scores");
}

function summarise(tasks: readonly (readonly ArrayLike<number>[])[], means: readonly Float64Array[]): MacroEstimate[] {
  const n = tasks.reduce((sum, rows) => sum + (rows[0]?.length ?? 0), 0);
  const estimates = means.map((_, system) => {
    const ofTasks = tasks.map((rows) => meanOf(rows[system] ?? []));
    return ofTasks.reduce((sum, score) => sum + score, 0) / tasks.length;
  });
  const [baseline = new Float64Array(0)] = means;
  const differences = means.map((column) => percentileInterval(column.map((value, resample) => value - (baseline[resample] ?? 0))));
  const bands = placeBands(means);
  return means.map((column, system) => {
    const mean = estimates[system] ?? Number.NaN;
    const difference = {
      difference: mean - (estimates[0] ?? Number.NaN),
      ...(differences[system] ?? { low: Number.NaN, high: Number.NaN }),
    };
    return { mean, n, ...percentileInterval(column), difference, band: bands[system] ?? { low: 1, high: means.length } };
  });
}

function meanOf(row: ArrayLike<number>): number {
  let sum = 0;
  for (let place = 0; place < row.length; place += 1) sum += row[place] ?? 0;
  return sum / row.length;
}
