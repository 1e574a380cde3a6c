import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db, patientDb } from "@/lib/db/client";
import { modelTakenBack, type TakenBack } from "@/lib/jobs/purge-texts";
import { log } from "@/lib/log";
import { forgetCanaries } from "@/lib/serving/health/forget-canaries";

/**
 * Deletes the texts that the model of a withdrawn submission wrote, from the memo, from quarantine and from canaries. Texts
 * of equal weights that somebody else consented to run belong to that model from now on. Prompts that quoted a deleted text
 * can be shown no more, because they hold its key only. Safe to run twice.
 * @returns how many were deleted
 */
export async function purgeGenerations(actor: Actor, gone: TakenBack): Promise<number> {
  requirePermission(actor, "model:admit");
  const model = await db().model.findFirst({
    where: { ...modelTakenBack(gone), state: "withdrawn" },
    select: { id: true, weightsHash: true },
  });
  if (!model) return 0;
  const heir = model.weightsHash === null ? null : await findHeir(model.weightsHash);
  const own = { modelId: model.id };
  if (heir) {
    await patientDb().generation.updateMany({ where: own, data: { modelId: heir } });
    await patientDb().quarantinedGeneration.updateMany({ where: own, data: { modelId: heir } });
    return 0;
  }
  const { count: quarantined } = await patientDb().quarantinedGeneration.deleteMany({ where: own });
  // All at once: nobody else writes these rows, and batches would walk over the index entries of those before them.
  const { count: remembered } = await patientDb().generation.deleteMany({ where: own });
  if (model.weightsHash !== null) await forgetCanaries(model.weightsHash);
  const deleted = quarantined + remembered;
  log.info({ model: model.id, texts: deleted }, "texts of a withdrawn model were deleted");
  return deleted;
}

/** A model of the same weights that may be run. */
async function findHeir(weightsHash: string): Promise<string | null> {
  const found = await db().model.findFirst({
    where: { weightsHash, state: { in: ["runnable", "quarantined"] }, scopes: { has: "S1_run" } },
    select: { id: true },
    orderBy: { admittedAt: "asc" },
  });
  return found?.id ?? null;
}
