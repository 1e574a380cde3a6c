import { creditOf, type WhyHidden, whyAnyHidden } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import type { ConsentScope, ModelState } from "@/lib/db/generated/enums";

export interface BoardModel {
  id: string;
  slug: string;
  name: string;
  hubId: string;
  commit: string | null;
  weightsHash: string | null;
  state: ModelState;
  scopes: ConsentScope[];
  baseModel: string | null;
  parameters: number | null;
  license: string | null;
  /** As consented; null when the contributor is not named. */
  contributor: string | null;
}

/** Every model that runs here or ran here, withdrawn ones too: the board counts what it hides. Routers answer nothing and have no row. */
export async function readBoardModels(): Promise<Map<string, BoardModel>> {
  const models = await db().model.findMany({
    where: { state: { not: "listed" }, role: "member" },
    include: { submission: { select: { nameShown: true } } },
    orderBy: { slug: "asc" },
  });
  return new Map(
    models.map(({ submission, person, parameters, ...model }) => [
      model.id,
      { ...model, parameters: parameters === null ? null : Number(parameters), contributor: creditOf(person, submission) },
    ]),
  );
}

export interface BoardSystem {
  id: string;
  slug: string;
  name: string;
  method: string;
  poolId: string;
  poolDigest: string;
  poolName: string;
  parameters: unknown;
  learned: unknown;
  preparedAt: Date | null;
  /** What had a part in its making, as `Source` of `lib/systems/schema.ts`. */
  sources: unknown;
  /** In pool order. */
  memberIds: string[];
}

/** Every system, with the members of its pool in order. */
export async function readBoardSystems(): Promise<Map<string, BoardSystem>> {
  const systems = await db().system.findMany({
    where: { imported: false },
    select: {
      id: true,
      slug: true,
      name: true,
      method: true,
      poolId: true,
      parameters: true,
      learned: true,
      preparedAt: true,
      sources: true,
      pool: { select: { digest: true, name: true, members: { select: { modelId: true }, orderBy: { position: "asc" } } } },
    },
    orderBy: { slug: "asc" },
  });
  return new Map(
    systems.map(({ pool, ...system }) => [
      system.id,
      { ...system, poolDigest: pool.digest, poolName: pool.name, memberIds: pool.members.map((member) => member.modelId) },
    ]),
  );
}

/** Why a system's scores are kept from the public; null when everybody may see them. */
export function whySystemHidden(system: BoardSystem, models: ReadonlyMap<string, BoardModel>): WhyHidden | null {
  return whyAnyHidden(system.memberIds.map((id) => models.get(id)));
}
