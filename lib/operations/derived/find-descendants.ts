import { db } from "@/lib/db/client";

/** A derived model that a model has a part in, through however many steps. */
export interface Descendant {
  id: string;
  /** Of its recipe. */
  key: string;
  label: string;
  weightsHash: string;
}

export async function findDescendants(modelId: string): Promise<Descendant[]> {
  return await db().$queryRaw<Descendant[]>`
    WITH RECURSIVE descendant(id) AS (
      SELECT "childId" FROM "DerivedParent" WHERE "modelId" = ${modelId}::uuid
      UNION
      SELECT line."childId" FROM "DerivedParent" line JOIN descendant ON line."derivedId" = descendant.id
    )
    SELECT derived.id, derived.key, derived.label, derived."weightsHash" FROM "DerivedModel" derived JOIN descendant USING (id)`;
}
