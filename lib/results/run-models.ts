import type { Actor } from "@/lib/auth/actor";
import { type WhyHidden, whyWeightsKept } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
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
  slug: string;
  shown: boolean;
  /** Why its texts are kept from this reader; null where they are not. */
  kept: WhyHidden | null;
}

/** All models that ever ran, routers too, by label. */
export async function knownModels(actor: Actor): Promise<Map<string, KnownModel>> {
  const models = await db().model.findMany({ where: { weightsHash: { not: null } }, select: modelFields });
  const reasons = whyWeightsKept(actor, models);
  return new Map(
    models.flatMap(({ weightsHash, name, slug }) => {
      if (weightsHash === null) return [];
      const kept = reasons.get(weightsHash) ?? null;
      return [[labelOf(weightsHash), { name, slug, shown: kept === null, kept }]];
    }),
  );
}
