import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import type { Prisma } from "@/lib/db/generated/client";
import type { ModelSource, ModelState } from "@/lib/db/generated/enums";
import type { ConsentScope } from "./schema";

/**
 * Who may see what a model scored, what it wrote, and whose it is. The only place that knows: whoever reads scores or texts
 * asks here, with facts that it has read.
 */
export interface Consenting {
  state: ModelState;
  scopes: readonly ConsentScope[];
}

/** Why scores are kept from the public. */
export type WhyHidden = "withdrawn" | "quarantined" | "consent";

/** Why a model's scores are kept from the public; null when everybody may see them. */
export function whyHidden({ state, scopes }: Consenting): WhyHidden | null {
  if (state === "withdrawn" || state === "quarantined") return state;
  return scopes.includes("S2_publish_scores") ? null : "consent";
}

/**
 * Why scores are kept from the public that say something about each of these models: one hidden model hides them.
 * @param models undefined for one of which nothing is known
 */
export function whyAnyHidden(models: readonly (Consenting | undefined)[]): WhyHidden | null {
  for (const model of models) {
    const reason = model ? whyHidden(model) : "quarantined";
    if (reason) return reason;
  }
  return null;
}

/** Whether this reader may see scores that say something about each of these models. */
export function mayShowScores(actor: Actor, models: readonly Consenting[]): boolean {
  return whyScoresKept(actor, models) === null;
}

/** Why this reader may not see scores that say something about each of these models; null where they may. */
export function whyScoresKept(actor: Actor, models: readonly Consenting[]): WhyHidden | null {
  for (const model of models) {
    const reason = whyHidden(model);
    if (reason && !isOpenTo(actor, model)) return reason;
  }
  return null;
}

/** Whether this reader may read what the model wrote, as far as this entry of its weights says. */
export function mayShowTexts(actor: Actor, model: Consenting): boolean {
  return whyTextsKept(actor, model) === null;
}

/** Why this reader may not read what the model wrote, as far as this entry of its weights says; null where they may. */
export function whyTextsKept(actor: Actor, model: Consenting): WhyHidden | null {
  const reason = whyHidden(model) ?? (model.scopes.includes("S3_publish_outputs") ? null : "consent");
  return reason && !isOpenTo(actor, model) ? reason : null;
}

/** Operators see what they need to find a fault; a withdrawn model's answers are shown to nobody. */
function isOpenTo(actor: Actor, model: Consenting): boolean {
  return !isGone(model) && may(actor, "operate:read");
}

type Entry = Consenting & { weightsHash: string | null };

/** Hashes of the weights whose texts this reader may read: weights that were submitted twice, only when both entries allow it. */
export function readableWeights(actor: Actor, entries: readonly Entry[]): Set<string> {
  return new Set([...whyWeightsKept(actor, entries)].flatMap(([hash, reason]) => (reason === null ? [hash] : [])));
}

/** For each weights hash, why this reader may not read its texts; null where they may, which needs every entry of the weights. */
export function whyWeightsKept(actor: Actor, entries: readonly Entry[]): Map<string, WhyHidden | null> {
  const reasons = new Map<string, WhyHidden | null>();
  for (const entry of entries) {
    if (entry.weightsHash !== null) reasons.set(entry.weightsHash, reasons.get(entry.weightsHash) ?? whyTextsKept(actor, entry));
  }
  return reasons;
}

/** An operator's own models that are nobody else's business, as a condition on their rows; null for readers who may know of all. */
export function modelsKeptFrom(actor: Actor): Prisma.ModelWhereInput | null {
  return may(actor, "operate:read") ? null : { source: "local", NOT: { scopes: { has: "S2_publish_scores" } } };
}

/** Whether this reader may know that a model is here: an operator's own one is public once its scores may be. */
export function mayKnowOf(actor: Actor, { source, scopes }: { source: ModelSource; scopes: readonly ConsentScope[] }): boolean {
  return source === "hub" || scopes.includes("S2_publish_scores") || may(actor, "operate:read");
}

/** Whether nothing but its name is left to show of a model. */
export function isGone({ state }: Pick<Consenting, "state">): boolean {
  return state === "withdrawn";
}

/** A contributor is named only after saying so; entries without a submission carry the name that their author published. */
export function creditOf(person: string | null, submission: { nameShown: boolean } | null): string | null {
  return submission && !submission.nameShown ? null : person;
}
