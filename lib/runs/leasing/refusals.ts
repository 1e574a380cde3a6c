import type { ServedModel } from "@/lib/operations/create-operations";
import { RunFailed } from "../failures";

/** Ids of models that this process asks no more, whichever run wants to, and the how-many-th refusal each was. */
const refused = new Map<string, number>();
let refusals = 0;

/** From now on every look-up and every send for this model fails, until a run finds that it may be used again. */
export function refuseModel(modelId: string): void {
  refusals += 1;
  refused.set(modelId, refusals);
}

/** How many refusals there were so far; for `allowModel`. */
export function refusalsUntilNow(): number {
  return refusals;
}

/**
 * The database said that the model may be used.
 * @param until refusals before the database was asked; what was refused since then is news to it and stays
 */
export function allowModel(modelId: string, until: number): void {
  if ((refused.get(modelId) ?? 0) <= until) refused.delete(modelId);
}

/** The guard of all operations of runs. @throws RunFailed CONSENT_MISSING for a refused model */
export function guardModel(model: ServedModel): void {
  if (!refused.has(model.modelId)) return;
  throw new RunFailed({ code: "CONSENT_MISSING", message: `Consent was withdrawn: ${model.servedAs}.`, blame: "theirs" });
}
