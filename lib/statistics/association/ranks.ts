/**
 * Place of each value counted from 1 for the smallest; equal values share the mean of their places.
 * @returns ranks in the order of the values
 */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((value, place) => ({ value, place })).sort((one, other) => one.value - other.value);
  const result = Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]?.value === order[start]?.value) end += 1;
    for (let place = start; place <= end; place += 1) result[order[place]?.place ?? 0] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return result;
}
