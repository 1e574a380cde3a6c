import { db } from "@/lib/db/client";
import type { Model } from "@/lib/db/generated/client";

/** The models that these declare to come from, where their weights are known here, by their names on the Hub. */
export async function findBases(models: readonly Pick<Model, "baseModel">[]): Promise<Map<string, Model>> {
  const names = models.flatMap(({ baseModel }) => baseModel ?? []);
  const bases = await db().model.findMany({ where: { role: "base", state: "runnable", hubId: { in: names }, weightsHash: { not: null } } });
  return new Map(bases.map((base) => [base.hubId, base]));
}
