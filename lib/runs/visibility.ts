import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import type { ConsentScope, ModelState } from "@/lib/db/generated/enums";

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
