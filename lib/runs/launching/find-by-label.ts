import { db } from "@/lib/db/client";
import type { Model } from "@/lib/db/generated/client";
import { labelOf } from "@/lib/pool/label";
import { RunFailed } from "../failures";
import { asUsable } from "./usable-model";

/**
 * The models with these labels, in the same order.
 * @throws RunFailed BAD_PARAMETERS for a label that no model has
 */
export async function findByLabel(labels: readonly string[]): Promise<Model[]> {
  if (labels.length === 0) return [];
  const models = await db().model.findMany({
    where: { OR: labels.map((label) => ({ weightsHash: { startsWith: label.slice(2) } })) },
    include: { submission: { select: { receipts: { select: { withdrawnAt: true } } } } },
  });
  return labels.map((label) => {
    const model = models.map(asUsable).find(({ weightsHash }) => weightsHash !== null && labelOf(weightsHash) === label);
    if (!model) throw new RunFailed({ code: "BAD_PARAMETERS", message: `No model here has the label ${label}.`, blame: "ours" });
    return model;
  });
}
