import type { Resampling } from "./bca-bootstrap";
import { mean } from "./mean";
import { percentileInterval } from "./quantile";
import { requireFinite, requireSameLength } from "./require-finite";
import type { Estimate } from "./schema";
import { seededUniform } from "./seeded-uniform";

export interface TwoWayEstimate extends Estimate {
  /** Mean of each row: per method or seed. */
  rows: number[];
}

/**
 * Mean of a table whose rows (methods or seeds) and columns (questions) are both a sample of what could have been: a model's
 * compositional strength, for example. Rows and columns are resampled together. The interval errs on the wide side, and with
 * fewer than three rows it says little about other rows.
 * @param table rows of equal length, at least two rows and two columns
 * @throws RangeError for fewer, for different lengths, or numbers that are not finite
 * Source: A. Owen, "The pigeonhole bootstrap", Annals of Applied Statistics 1 (2007).
 */
export function twoWayBootstrap(table: readonly (readonly number[])[], { resamples = 2_000, seed = 1 }: Resampling = {}): TwoWayEstimate {
  const [first = []] = table;
  if (table.length < 2) throw new RangeError("One row says nothing about the spread between rows: at least two are needed.");
  for (const row of table) {
    requireSameLength(first, row, "Rows");
    requireFinite(row, "Values", 2);
  }
  const uniform = seededUniform(seed);
  const sources = table.map((row) => Float64Array.from(row));
  const weights = new Float64Array(first.length);
  const drawn = Float64Array.from({ length: resamples }, () => {
    weights.fill(0);
    for (let draw = 0; draw < weights.length; draw += 1) {
      const column = Math.floor(uniform() * weights.length);
      weights[column] = (weights[column] ?? 0) + 1;
    }
    let sum = 0;
    for (let draw = 0; draw < sources.length; draw += 1) {
      const row = sources[Math.floor(uniform() * sources.length)] ?? weights;
      for (let column = 0; column < row.length; column += 1) sum += (weights[column] ?? 0) * (row[column] ?? 0);
    }
    return sum / sources.length / weights.length;
  });
  const rows = table.map(mean);
  return { mean: mean(rows), n: table.length * first.length, rows, ...percentileInterval(drawn) };
}
