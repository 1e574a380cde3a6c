import { consentScopes } from "@/lib/consent/schema";
import type { Transaction } from "@/lib/db/client";
import type { Model } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { weightsHash } from "@/lib/hub/weights-hash";
import { readZooModels, type ZooModel } from "./read-zoo-models";
import { freeSlug } from "./slug";

/**
 * Admits the zoo, the tiny models that come with the portal: its specialists as members, its router as a router. Their
 * makers granted every use. Their common base is admitted as a base, which methods compare weights with and nobody asks.
 * Models that are there already are left alone. One that was trained again is another model and gets a row of its own; the
 * earlier one keeps its results and is listed from then on, because nobody serves its weights any more.
 * @returns how many models were admitted
 */
export async function admitZoo(): Promise<number> {
  const models = await readZooModels();
  return inTransaction(async (tx) => {
    let admitted = 0;
    for (const model of models) {
      const row = rowOf(model);
      const known = await tx.model.findMany({ where: { hubId: model.hubId } });
      if (known.some((one) => one.weightsHash === row.weightsHash)) continue;
      for (const earlier of known) await retire(tx, earlier);
      await tx.model.create({ data: { slug: await freeSlug(tx, model.role === "base" ? `${model.hubId}-as-base` : model.hubId), ...row } });
      admitted += 1;
    }
    return admitted;
  });
}

async function retire(tx: Transaction, { id, name, state, weightsHash: weights }: Model): Promise<void> {
  if (state !== "runnable") return;
  const notes = "Earlier weights of a tiny model that comes with the portal. It was trained again since; what was measured stays.";
  await tx.model.update({ where: { id }, data: { state: "listed", servedAs: null, name: `${name} (${weights?.slice(0, 8)})`, notes } });
}

function rowOf(model: ZooModel) {
  return {
    // The same weights may be submitted as a model of their own, under their own name.
    name: model.role === "base" ? `${model.name} (base)` : model.name,
    hubId: model.hubId,
    weightsHash: weightsHash(model.files),
    state: "runnable" as const,
    role: model.role === "specialist" ? ("member" as const) : model.role,
    description: model.description,
    baseModel: model.baseModel,
    family: "llama",
    parameters: BigInt(model.parameters),
    license: model.license,
    person: model.contributor,
    institution: model.institution,
    country: model.country,
    notes: "A tiny model that was trained for this portal and comes with it. Its maker and institution are invented.",
    servedAs: model.hubId,
    scopes: [...consentScopes],
  };
}
