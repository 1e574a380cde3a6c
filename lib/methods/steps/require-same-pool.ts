/** @throws Error when what was learned belongs to another pool */
export function requireSamePool(pool: readonly { label: string }[], learnt: readonly string[]): void {
  const labels = pool.map(({ label }) => label).sort();
  if (learnt.toSorted().join() !== labels.join()) throw new Error("What was learned belongs to another pool.");
}
