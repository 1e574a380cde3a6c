import type { Operations } from "@/lib/operations/contract";

/** A member and the factor of its weights in a sum. */
export interface Share {
  model: string;
  weight: number;
}

/**
 * The label of a sum of members' weights. Members that count nothing are left out and the others stand in the order of their
 * labels, so that equal sums are one recipe; one member alone is itself.
 */
export async function sumOfMembers(shares: readonly Share[], operations: Operations): Promise<string> {
  const parents = shares.filter(({ weight }) => weight !== 0).sort((one, other) => (one.model < other.model ? -1 : 1));
  const [first, ...others] = parents;
  if (!first) throw new Error("A sum of no members was asked for.");
  if (others.length === 0 && first.weight === 1) return first.model;
  return (await operations.merge({ kind: "particle", parents })).label;
}

/** The mean of members' weights. */
export async function meanOfMembers(models: readonly string[], operations: Operations): Promise<string> {
  return await sumOfMembers(
    models.map((model) => ({ model, weight: 1 / models.length })),
    operations,
  );
}
