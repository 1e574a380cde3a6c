import type { Model } from "@/lib/db/generated/client";
import { directory } from "@/lib/serving/directory";
import { ModelNotServed } from "@/lib/serving/errors";

/** Which of these models no endpoint offers now, with the right weights. */
export async function findUnserved(models: readonly Model[]): Promise<Model[]> {
  const served = await Promise.all(models.map(isServed));
  return models.filter((_, place) => !served[place]);
}

async function isServed(model: Model): Promise<boolean> {
  try {
    await directory().find({ servedAs: model.servedAs ?? model.hubId, weightsHash: model.weightsHash ?? "" });
    return true;
  } catch (error) {
    if (error instanceof ModelNotServed) return false;
    throw error;
  }
}
