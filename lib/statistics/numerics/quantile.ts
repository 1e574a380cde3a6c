/** The value below which `share` of the sorted values lie, interpolated between neighbours (type 7 of Hyndman and Fan, 1996). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle 95 % of resampled values: the percentile interval. Changes the order of the values. */
export function percentileInterval(resampled: Float64Array): { low: number; high: number } {
  return { low: selectQuantile(resampled, 0.025), high: selectQuantile(resampled, 0.975) };
}

/** As `quantile`, of values in any order: only those about the place are brought into order. */
function selectQuantile(values: Float64Array, share: number): number {
  const place = Math.floor(share * (values.length - 1));
  select(values, place);
  let next = values[place + 1] ?? Number.NaN;
  for (let other = place + 2; other < values.length; other += 1) next = Math.min(next, values[other] ?? next);
  const part = share * (values.length - 1) - place;
  const value = values[place] ?? Number.NaN;
  return part === 0 ? value : value + (next - value) * part;
}

/**
 * Moves the value that sorting would bring to a place there, smaller ones before it and greater ones behind.
 * Source: C. Hoare, "Algorithm 65: find", Communications of the ACM 4 (1961).
 */
function select(values: Float64Array, place: number): void {
  let first = 0;
  let last = values.length - 1;
  while (first < last) {
    const pivot = values[place] ?? 0;
    let left = first;
    let right = last;
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const moved = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = moved;
      left += 1;
      right -= 1;
    }
    if (right < place) first = left;
    if (left > place) last = right;
  }
}
