import { requireFinite, requireSameLength } from "../numerics/require-finite";
import { seededUniform } from "../numerics/seeded-uniform";
import type { Interval } from "../schema";
import { bcaInterval } from "./bca-interval";

export interface Resampling {
  /** How many resamples; 2,000 where nothing is said. */
  resamples?: number;
  /** The same seed gives the same resamples. */
  seed?: number;
}

/** An estimate of any statistic with its 95 % interval. */
export interface StatisticEstimate extends Interval {
  estimate: number;
  n: number;
}

/**
 * Any statistic of rows of numbers with its 95 % BCa interval; a row is resampled as a whole, so that pairs stay pairs.
 * @param columns one or more columns of equal length, at least two rows
 * @param statistic a number from columns like these; called once per resample and once per row
 * @throws RangeError for too few rows, different lengths, numbers that are not finite, or resamples without spread
 * Source: B. Efron, R. Tibshirani, "An introduction to the bootstrap" (1993), chapter 14.
 */
export function bcaBootstrap(
  columns: readonly (readonly number[])[],
  statistic: (columns: Float64Array[]) => number,
  { resamples = 2_000, seed = 1 }: Resampling = {},
): StatisticEstimate {
  const [first = []] = columns;
  for (const column of columns) {
    requireFinite(column, "Values", 2);
    requireSameLength(first, column, "Columns");
  }
  const n = first.length;
  const uniform = seededUniform(seed);
  const rows = (choose: (place: number) => number, length: number) =>
    statistic(
      resampled(
        columns,
        Int32Array.from({ length }, (_, place) => choose(place)),
      ),
    );
  const estimate = rows((place) => place, n);
  const drawn = Float64Array.from({ length: resamples }, () => rows(() => Math.floor(uniform() * n), n));
  const leftOut = Array.from({ length: n }, (_, missing) => rows((place) => (place < missing ? place : place + 1), n - 1));
  return { estimate, n, ...bcaInterval(estimate, drawn, leftOut) };
}

function resampled(columns: readonly (readonly number[])[], places: Int32Array): Float64Array[] {
  return columns.map((column) => Float64Array.from(places, (place) => column[place] ?? Number.NaN));
}
