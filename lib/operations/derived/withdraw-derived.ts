import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db, patientDb } from "@/lib/db/client";
import { modelTakenBack, type TakenBack } from "@/lib/jobs/purge-texts";
import { log } from "@/lib/log";
import { forgetCanaries } from "@/lib/serving/health/forget-canaries";
import type { ArtifactStore } from "./artifact-store";
import { findDescendants } from "./find-descendants";

/**
 * Ends all that was made of a model that was taken back, through however many steps: the files go, nothing of it is made
 * again, and what it wrote is deleted from the memo. Rows stay, so that pages can say what was there. Safe to run twice.
 * @returns how many derived models there were
 */
export async function withdrawDerived(actor: Actor, gone: TakenBack, store: ArtifactStore): Promise<number> {
  requirePermission(actor, "model:admit");
  const model = await db().model.findFirst({ where: { ...modelTakenBack(gone), state: "withdrawn" }, select: { id: true } });
  if (!model) return 0;
  const descendants = await findDescendants(model.id);
  const ids = descendants.map(({ id }) => id);
  await db().derivedModel.updateMany({ where: { id: { in: ids }, withdrawnAt: null }, data: { withdrawnAt: new Date() } });
  for (const { label, weightsHash } of descendants) {
    await store.remove(label);
    await forgetCanaries(weightsHash);
  }
  const written = { modelId: { in: ids } };
  const { count: quarantined } = await patientDb().quarantinedGeneration.deleteMany({ where: written });
  const { count: remembered } = await patientDb().generation.deleteMany({ where: written });
  if (ids.length > 0)
    log.info({ model: model.id, derived: ids.length, texts: quarantined + remembered }, "what was made of a withdrawn model ended");
  return ids.length;
}
