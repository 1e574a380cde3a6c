import type { Model } from "@/lib/db/generated/client";
import type { Directory } from "@/lib/serving/directory";
import { ModelNotServed } from "@/lib/serving/errors";

/** Which of these models no endpoint offers now, with the right weights. */
export async function findUnserved(models: readonly Model[], endpoints: Directory): Promise<Model[]> {
  const served = await Promise.all(models.map((model) => isServed(model, endpoints)));
  return models.filter((_, place) => !served[place]);
}

async function isServed(model: Model, endpoints: Directory): Promise<boolean> {
  try {
    await endpoints.find({ servedAs: model.servedAs ?? model.hubId, weightsHash: model.weightsHash ?? "" });
    return true;
  } catch (error) {
    if (error instanceof ModelNotServed) return false;
    throw error;
  }
}
