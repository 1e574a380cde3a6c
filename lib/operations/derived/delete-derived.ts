import type { Transaction } from "@/lib/db/client";

/** A derived model that some models have a part in, through however many steps. */
export interface MadeOf {
  id: string;
  label: string;
  weightsHash: string;
  /** Whether models beyond those have a part in it as well. */
  shared: boolean;
}

/** Everything that was made of these models. */
export function findMadeOf(tx: Transaction, modelIds: readonly string[]): Promise<MadeOf[]> {
  const ids = [...modelIds];
  return tx.$queryRaw<MadeOf[]>`
    WITH RECURSIVE line(id, ours) AS (
      SELECT "childId", "modelId" = ANY(${ids}::uuid[]) FROM "DerivedParent" WHERE "modelId" IS NOT NULL
      UNION
      SELECT parent."childId", line.ours FROM "DerivedParent" parent JOIN line ON parent."derivedId" = line.id
    )
    SELECT derived.id, derived.label, derived."weightsHash", NOT bool_and(line.ours) AS shared
    FROM "DerivedModel" derived JOIN line USING (id) GROUP BY derived.id HAVING bool_or(line.ours) ORDER BY derived.label`;
}

/** Deletes derived models. Systems that learned them must be gone, and their files go once this is committed. */
export async function deleteDerived(tx: Transaction, derivedIds: readonly string[]): Promise<void> {
  const ids = { in: [...derivedIds] };
  await tx.derivedParent.deleteMany({ where: { childId: ids } });
  await tx.derivedModel.deleteMany({ where: { id: ids } });
}
