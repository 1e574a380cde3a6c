import { mean } from "../numerics/mean";
import { percentileInterval } from "../numerics/quantile";
import { requireFinite, requireSameLength } from "../numerics/require-finite";
import { resampledSums } from "../numerics/resampled-sums";
import { seededUniform } from "../numerics/seeded-uniform";
import type { Estimate } from "../schema";
import type { Resampling } from "./bca-bootstrap";

export interface TwoWayEstimate extends Estimate {
  /** Mean of each row: per method or seed. */
  rows: number[];
}

/** Values of every row on one task's questions. */
export interface TwoWayTask {
  /** What the task counts in the mean; the tasks' weights add up to 1. */
  weight: number;
  /** The same rows for each task, of equal length within one. */
  table: readonly (readonly number[])[];
}

/**
 * Weighted mean over tasks of tables whose rows (methods or seeds) and columns (questions) are both a sample of what could have
 * been: a model's compositional strength, for example. Rows are resampled for all tasks at once, columns within their task. The
 * interval errs on the wide side, and with fewer than three rows it says little about other rows.
 * @param tasks tables of at least two rows and two columns
 * @throws RangeError for fewer, for different lengths, or numbers that are not finite
 * Source: A. Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1 (2007).
 */
export function twoWayBootstrap(tasks: readonly TwoWayTask[], { resamples = 2_000, seed = 1 }: Resampling = {}): TwoWayEstimate {
  const count = tasks[0]?.table.length ?? 0;
  if (count < 2) throw new RangeError("One row says nothing about the spread between rows: at least two are needed.");
  for (const { table } of tasks) requireTable(table, count);
  const stream = { state: seed | 0 };
  const means = Array.from({ length: count }, () => new Float64Array(resamples));
  for (const { table, weight } of tasks) {
    const share = weight / (table[0]?.length ?? 1);
    resampledSums(table, resamples, stream).forEach((sums, row) => {
      const column = means[row] ?? sums;
      for (let resample = 0; resample < resamples; resample += 1)
        column[resample] = (column[resample] ?? 0) + share * (sums[resample] ?? 0);
    });
  }
  const uniform = seededUniform(stream.state);
  const drawn = Float64Array.from({ length: resamples }, (_, resample) => {
    let sum = 0;
    for (let draw = 0; draw < count; draw += 1) sum += means[Math.floor(uniform() * count)]?.[resample] ?? 0;
    return sum / count;
  });
  const rows = means.map((_, row) => tasks.reduce((sum, { weight, table }) => sum + weight * mean(table[row] ?? []), 0));
  const n = count * tasks.reduce((sum, { table }) => sum + (table[0]?.length ?? 0), 0);
  return { mean: mean(rows), n, rows, ...percentileInterval(drawn) };
}

function requireTable(table: TwoWayTask["table"], count: number): void {
  const [first = []] = table;
  if (table.length !== count) throw new RangeError("Every task needs the same rows.");
  for (const row of table) {
    requireSameLength(first, row, "Rows");
    requireFinite(row, "Values", 2);
  }
}
