import { resampleDrawer } from "./draw-resamples";
import type { Stream } from "./seeded-uniform";

/**
 * Sums of scores over resamples of the questions, the same ones for all systems.
 * @param rows one row of scores per system, all of the same length, at least 1
 * @param stream where the random numbers come from
 * @returns one column per system: its sum in each resample
 */
export function resampledSums(rows: readonly ArrayLike<number>[], resamples: number, stream: Stream): Float64Array[] {
  const columns = rows.map(() => new Float64Array(resamples));
  const scores = rows.map((row) => Float64Array.from(row));
  const draw = resampleDrawer(rows[0]?.length ?? 0, stream);
  for (let resample = 0; resample < resamples; resample += 1) {
    const counts = draw();
    columns.forEach((column, system) => {
      column[resample] = weightedSum(scores[system] ?? counts, counts);
    });
  }
  return columns;
}

function weightedSum(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < values.length; place += 1) sum += (values[place] ?? 0) * (weights[place] ?? 0);
  return sum;
}
