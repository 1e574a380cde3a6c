import type { ServedModel } from "@/lib/operations/create-operations";
import { RunFailed } from "../failures";

/** Ids of models that this process asks no more, whichever run wants to. */
const refused = new Set<string>();

/** From now on every look-up and every send for this model fails, until a run finds that it may be used again. */
export function refuseModel(modelId: string): void {
  refused.add(modelId);
}

/** The database said a moment ago that the model may be used. */
export function allowModel(modelId: string): void {
  refused.delete(modelId);
}

/** The guard of all operations of runs. @throws RunFailed CONSENT_MISSING for a refused model */
export function guardModel(model: ServedModel): void {
  if (!refused.has(model.modelId)) return;
  throw new RunFailed({ code: "CONSENT_MISSING", message: `Consent was withdrawn: ${model.servedAs}.`, blame: "theirs" });
}
