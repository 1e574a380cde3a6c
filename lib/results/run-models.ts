import type { Actor } from "@/lib/auth/actor";
import { type WhyHidden, whyWeightsKept } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { derivedLabelsIn, describeDerived } from "@/lib/operations/derived/describe-derived";
import { labelOf } from "@/lib/pool/label";

const modelFields = { name: true, slug: true, weightsHash: true, state: true, scopes: true } satisfies Prisma.ModelSelect;

/** Whose answers a run holds, and the method that decides what its traces say. @throws AppError NOT_FOUND */
export async function modelsOf(number: number) {
  const run = await db().run.findUnique({
    where: { number },
    select: {
      id: true,
      origin: true,
      model: { select: modelFields },
      system: { select: { method: true, pool: { select: { members: { select: { model: { select: modelFields } } } } } } },
    },
  });
  if (!run) throw notFound("run");
  const members = run.system?.pool.members.map((member) => member.model) ?? [];
  const method = run.origin === "imported" ? null : (run.system?.method ?? null);
  return { runId: run.id, origin: run.origin, method, models: run.model ? [run.model, ...members] : members };
}

/** A model that spoke, and whether this reader may read what it wrote. */
export interface KnownModel {
  name: string;
  /** Of its page; the label of a derived model. */
  slug: string;
  shown: boolean;
  /** Why its texts are kept from this reader; null where they are not. */
  kept: WhyHidden | null;
}

/**
 * All models that ever ran, routers too, by label, and the derived ones that these traces name: whoever may read all models that
 * one descends from may read it.
 */
export async function knownModels(actor: Actor, traces: readonly unknown[]): Promise<Map<string, KnownModel>> {
  const models = await db().model.findMany({ where: { weightsHash: { not: null } }, select: modelFields });
  const reasons = whyWeightsKept(actor, models);
  const known = new Map(
    models.flatMap(({ weightsHash, name, slug }): [string, KnownModel][] => {
      if (weightsHash === null) return [];
      const kept = reasons.get(weightsHash) ?? null;
      return [[labelOf(weightsHash), { name, slug, shown: kept === null, kept }]];
    }),
  );
  for (const [label, { name, ancestors }] of await describeDerived(derivedLabelsIn(traces))) {
    const kept = ancestors.map((one) => known.get(one)?.kept ?? null).find((reason) => reason !== null) ?? null;
    const shown = ancestors.every((one) => known.get(one)?.shown === true);
    known.set(label, { name, slug: label, shown, kept });
  }
  return known;
}
