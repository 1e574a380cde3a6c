import { db } from "@/lib/db/client";
import type { Model } from "@/lib/db/generated/client";
import { labelOf } from "../label";
import { asUsable } from "./usable-model";

/** Parameters name a model that is not here. */
export class UnknownLabel extends Error {
  constructor(label: string) {
    super(`No model here has the label ${label}.`);
    this.name = "UnknownLabel";
  }
}

/**
 * The models with these labels, in the same order.
 * @throws UnknownLabel
 */
export async function findByLabel(labels: readonly string[]): Promise<Model[]> {
  if (labels.length === 0) return [];
  const models = await db().model.findMany({
    where: { OR: labels.map((label) => ({ weightsHash: { startsWith: label.slice(2) } })) },
    include: { submission: { select: { receipts: { select: { withdrawnAt: true } } } } },
  });
  return labels.map((label) => {
    const model = models.map(asUsable).find(({ weightsHash }) => weightsHash !== null && labelOf(weightsHash) === label);
    if (!model) throw new UnknownLabel(label);
    return model;
  });
}
