import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { modelsKeptFrom } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import type { Model, Prisma } from "@/lib/db/generated/client";
import { ModelRole } from "@/lib/db/generated/enums";
import { containing } from "@/lib/lists/containing";

/** Models that may be members of a pool, in the order of their admission. */
export function listRunnableModels(actor: Actor): Promise<Model[]> {
  requirePermission(actor, "model:read");
  return db().model.findMany({ where: { state: "runnable", role: "member" }, orderBy: [{ admittedAt: "asc" }, { slug: "asc" }] });
}

/** Models that may take a part beyond the pool: those made for this role where the portal knows it, else whatever runs here. */
export function listHelpers(actor: Actor, role: string): Promise<Model[]> {
  requirePermission(actor, "model:read");
  const made = Object.values(ModelRole).filter((known) => known === role);
  return db().model.findMany({
    where: { state: "runnable", ...(made.length > 0 && { role: { in: made } }) },
    orderBy: [{ admittedAt: "asc" }, { slug: "asc" }],
  });
}

/** What the public list of models is narrowed by; absent or empty means not at all. */
export interface ModelFilter {
  state?: Model["state"];
  search?: string;
}

/** All models that readers may know of: those in use, those of the paper, and tombstones. */
export function listModels(actor: Actor, filter: ModelFilter = {}): Promise<Model[]> {
  requirePermission(actor, "model:read");
  const words = containing(filter.search ?? "");
  const search: Prisma.ModelWhereInput = filter.search
    ? { OR: (["name", "hubId", "description", "institution", "country"] as const).map((field) => ({ [field]: words })) }
    : {};
  return db().model.findMany({
    where: { ...(filter.state ? { state: filter.state } : {}), ...search, NOT: modelsKeptFrom(actor) ?? [] },
    orderBy: [{ state: "desc" }, { paperRank: { sort: "asc", nulls: "first" } }, { admittedAt: "asc" }, { slug: "asc" }],
  });
}
