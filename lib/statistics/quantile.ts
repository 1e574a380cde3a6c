/** The value below which `share` of the sorted values lie, interpolated between neighbours (type 7 of Hyndman and Fan, 1996). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle 95 % of resampled values: the percentile interval. Sorts the values in place. */
export function percentileInterval(resampled: Float64Array): { low: number; high: number } {
  resampled.sort();
  return { low: quantile(resampled, 0.025), high: quantile(resampled, 0.975) };
}
