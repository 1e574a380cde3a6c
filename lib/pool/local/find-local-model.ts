import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db, type Transaction } from "@/lib/db/client";
import type { Model } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { localId } from "./add-local-model";

/** The local model that was added under this name and not removed. @throws AppError NOT_FOUND that names those there are */
export async function findLocalModel(tx: Transaction, name: string): Promise<Model> {
  const model = await tx.model.findFirst({ where: { hubId: localId(name), source: "local", state: { not: "withdrawn" } } });
  if (model) return model;
  const others = await tx.model.findMany({ where: { source: "local", state: { not: "withdrawn" } }, select: { hubId: true } });
  const names = others.map(({ hubId }) => hubId.slice(localId("").length));
  const there = names.length > 0 ? `There are: ${names.join(", ")}.` : "There is none.";
  throw new AppError("NOT_FOUND", `There is no local model "${name}". ${there}`);
}

/** Local models in use, in the order in which they came. */
export function listLocalModels(actor: Actor): Promise<Model[]> {
  requirePermission(actor, "model:add-local");
  return db().model.findMany({ where: { source: "local", state: { not: "withdrawn" } }, orderBy: { admittedAt: "asc" } });
}
