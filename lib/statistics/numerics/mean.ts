/**
 * Arithmetic mean.
 * @throws RangeError for no values, because no number is the mean of nothing
 */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("The mean of no values does not exist.");
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Whether every value is 0 or 1, so that the mean is a proportion. */
export function areBinary(values: readonly number[]): boolean {
  return values.every((value) => value === 0 || value === 1);
}
