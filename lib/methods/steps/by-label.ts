/** Members in the order of their labels, so that equal pools in another order send equal prompts and train on equal examples. */
export function byLabel<Labelled extends { label: string }>(pool: readonly Labelled[]): Labelled[] {
  return pool.toSorted((one, other) => (one.label < other.label ? -1 : 1));
}
