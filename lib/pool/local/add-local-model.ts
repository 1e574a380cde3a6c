import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import type { ConsentScope } from "@/lib/consent/schema";
import type { Model } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { freeSlug } from "../slug";

export interface LocalModel {
  name: string;
  weightsHash: string;
  servedAs: string;
  description: string;
  baseModel: string | null;
  family: string | null;
  parameters: number | null;
  license: string | null;
  /** Beyond running it, which an operator decides. */
  scopes: readonly ConsentScope[];
  consentNote: string | null;
  notes: string;
}

/** How a local model is known everywhere, so that no reader takes it for a contributed one. */
const localName = (name: string) => `${name} (local)`;
export const localId = (name: string) => `local:${name}`;

/**
 * Brings a model into the pool that is not on the Hub, for an operator's own experiments.
 * @throws AppError CONFLICT when the name is taken, or the same weights are in the pool already
 */
export async function addLocalModel(actor: Actor, { name, parameters, scopes, ...model }: LocalModel): Promise<Model> {
  requirePermission(actor, "model:add-local");
  return await inTransaction(async (tx) => {
    // One at a time, so that a name is given once.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('local models'))`;
    const named = await tx.model.findFirst({ where: { hubId: localId(name), state: { not: "withdrawn" } } });
    if (named) throw new AppError("CONFLICT", `There is a local model "${name}" already. Remove it first, or choose another name.`);
    // Whoever holds equal weights would share their texts and their consents.
    const same = await tx.model.findFirst({ where: { weightsHash: model.weightsHash, state: { in: ["runnable", "quarantined"] } } });
    if (same) throw new AppError("CONFLICT", `These weights are in the pool already, as ${same.name} (${same.slug}). Use that model.`);
    return await tx.model.create({
      data: {
        ...model,
        slug: await freeSlug(tx, `local/${name}`),
        name: localName(name),
        source: "local",
        hubId: localId(name),
        state: "runnable",
        parameters: parameters === null ? null : BigInt(parameters),
        scopes: ["S1_run", ...scopes.filter((scope) => scope !== "S1_run")],
      },
    });
  });
}
