import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import type { ConsentScope, ModelState } from "@/lib/db/generated/enums";
import { failureTitles, isFailureCode } from "../labels";

interface Consenting {
  state: ModelState;
  scopes: readonly ConsentScope[];
}

/** Operators see what they need to find a fault; a withdrawn model's answers are shown to nobody. */
function mayShow(actor: Actor, model: Consenting, scopes: readonly ConsentScope[]): boolean {
  if (model.state === "withdrawn") return false;
  if (may(actor, "operate:read")) return true;
  return model.state !== "quarantined" && scopes.every((scope) => model.scopes.includes(scope));
}

/** Whether this reader may see scores that say something about each of these models. */
export function mayShowScores(actor: Actor, models: readonly Consenting[]): boolean {
  return models.every((model) => mayShow(actor, model, ["S2_publish_scores"]));
}

/** Whether this reader may read what the model wrote. */
export function mayShowTexts(actor: Actor, model: Consenting): boolean {
  return mayShow(actor, model, ["S2_publish_scores", "S3_publish_outputs"]);
}

/** Their words are our own and name models at most. Those of all others may quote a model server and say where it is. */
const wordsOfOurs = new Set<string>(["CONSENT_MISSING", "MODEL_NOT_RUNNABLE", "NO_QUESTIONS", "BAD_PARAMETERS", "WORKER_LOST"]);

/** The reason of a failure as this reader may see it: addresses and replies of machines are for operators. */
export function shownReason(actor: Actor, code: string | null, message: string): string {
  if (code === null || wordsOfOurs.has(code) || may(actor, "operate:read")) return message;
  return isFailureCode(code) ? failureTitles[code] : "The run failed.";
}
