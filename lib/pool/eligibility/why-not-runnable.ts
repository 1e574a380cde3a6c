import type { ConsentScope, ModelState } from "@/lib/db/generated/enums";

interface CheckedModel {
  name: string;
  state: ModelState;
  weightsHash: string | null;
  scopes: readonly ConsentScope[];
}

/** Why some models may not be run, with their names in the message. */
export interface Obstacle {
  code: "CONSENT_MISSING" | "MODEL_NOT_RUNNABLE";
  message: string;
}

/** Words for the scopes that a run may need. */
const scopeWords: Partial<Record<ConsentScope, string>> = {
  S1_run: "running it for evaluation (S1)",
  S3_publish_outputs: "publishing its outputs (S3)",
  S4_distil: "training others on its outputs (S4)",
  S5_merge: "changing or merging its weights (S5)",
};

/**
 * Why these models may not be run together by a method that needs these scopes: one reason for each cause, with
 * the names of the models. Empty when they may.
 */
export function whyNotRunnable(models: readonly CheckedModel[], scopes: readonly ConsentScope[]): Obstacle[] {
  const reasons: Obstacle[] = [];
  const namesOf = (some: readonly CheckedModel[]) => some.map((model) => model.name).join(", ");
  const withdrawn = models.filter((model) => model.state === "withdrawn");
  if (withdrawn.length > 0) {
    reasons.push({ code: "CONSENT_MISSING", message: `Consent was withdrawn: ${namesOf(withdrawn)}.` });
  }
  const present = models.filter((model) => model.state !== "withdrawn");
  const stopped = present.filter((model) => model.state !== "runnable" || !model.weightsHash);
  if (stopped.length > 0) {
    reasons.push({ code: "MODEL_NOT_RUNNABLE", message: `Not runnable now: ${namesOf(stopped)}.` });
  }
  for (const scope of new Set<ConsentScope>(["S1_run", ...scopes])) {
    const without = present.filter((model) => !model.scopes.includes(scope));
    if (without.length === 0) continue;
    const message = `No consent to ${scopeWords[scope] ?? scope}: ${namesOf(without)}.`;
    reasons.push({ code: "CONSENT_MISSING", message });
  }
  return reasons;
}
