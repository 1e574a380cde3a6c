import { db } from "@/lib/db/client";
import type { Prisma, DerivedModel as Row } from "@/lib/db/generated/client";
import type { Inheritance } from "@/lib/db/generated/enums";
import type { ServedModel } from "../served-model";
import { derivedLabel, derivedName } from "./label";
import { type Recipe, recipeKey } from "./recipe";

/** A parent, and what the child has of it. */
export interface Parent {
  model: ServedModel;
  how: Inheritance;
}

/** What came out of a recipe. */
export interface Made {
  weightsHash: string;
  bytes: number;
  seconds: number;
}

type WithParents = Prisma.DerivedModelGetPayload<{ include: { parents: true } }>;

/** The derived model of a recipe, or null where it was never made. */
export async function findByRecipe(recipe: Recipe): Promise<Row | null> {
  return await db().derivedModel.findUnique({ where: { key: recipeKey(recipe) } });
}

/** Keeps what came out, with its parents. Of two that made it at once the first stands. */
export async function keepDerived(recipe: Recipe, parents: readonly Parent[], made: Made): Promise<Row> {
  const key = recipeKey(recipe);
  const lines = parents.map(({ model, how }, position) => ({
    position,
    how,
    ...(model.ancestors ? { derivedId: model.modelId } : { modelId: model.modelId }),
  }));
  const data = {
    key,
    label: derivedLabel(key),
    kind: recipe.operation,
    recipe: recipe as unknown as Prisma.InputJsonObject,
    weightsHash: made.weightsHash,
    bytes: made.bytes,
    seconds: made.seconds,
    parents: { create: lines },
  };
  return await db().derivedModel.upsert({ where: { key }, create: data, update: {} });
}

/** A derived model as operations ask it, or null where nobody made one of this label. */
export async function findDerived(label: string): Promise<ServedModel | null> {
  const row = await db().derivedModel.findUnique({ where: { label }, include: { parents: true } });
  if (!row) return null;
  return {
    label,
    modelId: row.id,
    weightsHash: row.weightsHash,
    commit: null,
    servedAs: derivedName(label),
    ancestors: await ancestorsOf(row),
  };
}

/** Ids of all models of the pool that it descends from. */
async function ancestorsOf({ parents }: WithParents): Promise<string[]> {
  const direct = parents.flatMap(({ modelId }) => modelId ?? []);
  const through = parents.flatMap(({ derivedId }) => derivedId ?? []);
  if (through.length === 0) return direct;
  const rows = await db().derivedModel.findMany({ where: { id: { in: through } }, include: { parents: true } });
  const further = await Promise.all(rows.map(ancestorsOf));
  return [...new Set([...direct, ...further.flat()])];
}
