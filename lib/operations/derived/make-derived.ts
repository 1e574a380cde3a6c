import { db } from "@/lib/db/client";
import type { ConsentScope, Inheritance } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Stop } from "@/lib/serving/ending";
import type { DerivedModel } from "../contract";
import type { SingleFlight } from "../memo/single-flight";
import type { ArtifactStore } from "./artifact-store";
import { findByRecipe, keepDerived, type Parent } from "./derived-rows";
import { findNeeded } from "./find-needed";
import { derivedLabel } from "./label";
import { type Recipe, recipeKey } from "./recipe";
import { hashWeights } from "./weights-folders";

/** Consent that a parent's contributor must have given for what the child has of it. */
const scopeOf: Record<Inheritance, ConsentScope> = { weights: "S5_merge", data: "S4_distil" };

/** What it takes to make weights, whatever the operation. */
export interface Making {
  store: ArtifactStore;
  /** Recipes that are being followed: whoever wants the same waits for it. */
  flights: SingleFlight<DerivedModel>;
}

/** What is to be made. */
export interface Order {
  recipe: Recipe;
  parents: readonly Parent[];
  /** Writes the weights into an empty folder. */
  write(folder: string, signal: Stop): Promise<void>;
}

/**
 * The model of a recipe: as it lies in the store, or made now. Equal recipes are followed once; one whose files went is made
 * again, and must come out as before.
 * @throws AppError CONFLICT where a parent's consent does not cover it; Error where other weights came out than before
 */
export async function makeDerived(order: Order, { store, flights }: Making, signal: AbortSignal): Promise<DerivedModel> {
  const key = recipeKey(order.recipe);
  const { result } = await flights.join(key, signal, async (ending) => {
    await requireConsent(order);
    const label = derivedLabel(key);
    const known = await findByRecipe(order.recipe);
    if (known?.withdrawnAt) throw new AppError("CONFLICT", `Consent was withdrawn for a model that ${label} descends from.`);
    if (known && (await store.has(label))) return { label, key };
    const startedAt = performance.now();
    let weightsHash = "";
    const bytes = await store.put(label, async (folder) => {
      await order.write(folder, ending);
      weightsHash = await hashWeights(folder);
      if (known && known.weightsHash !== weightsHash) {
        throw new Error(`${label} came out with other weights than before (${weightsHash}, not ${known.weightsHash}).`);
      }
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    await keepDerived(order.recipe, order.parents, { weightsHash, bytes, seconds });
    const parents = order.parents.map(({ model }) => model.label);
    const gone = await store.evict(async () => new Set([label, ...parents, ...(await findNeeded())]));
    log.info({ label, seconds, bytes, gone: gone.length }, "weights made");
    return { label, key };
  });
  return result;
}

/** A derived parent rests on the consent of those that it descends from. */
async function requireConsent({ parents }: Order): Promise<void> {
  const needed = parents.flatMap(({ model, how }) => (model.ancestors ?? [model.modelId]).map((id) => ({ id, scope: scopeOf[how] })));
  const rows = await db().model.findMany({
    where: { id: { in: needed.map(({ id }) => id) } },
    select: { id: true, name: true, state: true, scopes: true },
  });
  const models = new Map(rows.map((row) => [row.id, row]));
  const refused = needed.filter(({ id, scope }) => models.get(id)?.state !== "runnable" || !models.get(id)?.scopes.includes(scope));
  if (refused.length === 0) return;
  const names = [...new Set(refused.map(({ id }) => models.get(id)?.name ?? "a model that is gone"))].join(", ");
  throw new AppError("CONFLICT", `Consent does not cover what is made of these models: ${names}. Choose a pool without them.`);
}
