import { percentileInterval } from "../numerics/quantile";
import type { RankBand } from "../schema";

/**
 * Places that 95 % of the resamples give, from whole place to whole place; who is equal shares the better one.
 * @param columns one column per system or player of its value in each resample, the greater the better
 */
export function placeBands(columns: readonly Float64Array[]): RankBand[] {
  const resamples = columns[0]?.length ?? 0;
  const places = columns.map(() => new Float64Array(resamples));
  const sorted = new Float64Array(columns.length);
  for (let resample = 0; resample < resamples; resample += 1) {
    for (let entry = 0; entry < columns.length; entry += 1) sorted[entry] = columns[entry]?.[resample] ?? 0;
    sorted.sort();
    for (let entry = 0; entry < columns.length; entry += 1) {
      const column = places[entry] ?? sorted;
      column[resample] = columns.length + 1 - countUpTo(sorted, columns[entry]?.[resample] ?? 0);
    }
  }
  return places.map((column) => {
    const { low, high } = percentileInterval(column);
    return { low: Math.floor(low), high: Math.ceil(high) };
  });
}

/** How many of the sorted values are not above a value. */
function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? value) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
