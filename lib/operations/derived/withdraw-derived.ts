import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db, patientDb } from "@/lib/db/client";
import { modelTakenBack, type TakenBack } from "@/lib/jobs/purge-texts";
import { log } from "@/lib/log";
import { forgetCanaries } from "@/lib/serving/health/forget-canaries";
import type { ArtifactStore } from "./artifact-store";
import { findDescendants } from "./find-descendants";

/** Where files of derived models lie: themselves, and the folders of the jobs that made them, by recipe. */
interface Places {
  store: ArtifactStore;
  jobs: string;
}

/**
 * Ends all that was made of a model that was taken back, through however many steps: the files go, nothing of it is made
 * again, and what it wrote is deleted from the memo. Rows stay, so that pages can say what was there. Safe to run twice.
 * @returns how many derived models there were
 */
export async function withdrawDerived(actor: Actor, gone: TakenBack, { store, jobs }: Places): Promise<number> {
  requirePermission(actor, "model:admit");
  const model = await db().model.findFirst({ where: { ...modelTakenBack(gone), state: "withdrawn" }, select: { id: true } });
  if (!model) return 0;
  const descendants = await findDescendants(model.id);
  const ids = descendants.map(({ id }) => id);
  // A recipe holds the texts that were learned from, and so does the folder of the job that followed it.
  await db().$executeRaw`
    UPDATE "DerivedModel" SET "withdrawnAt" = coalesce("withdrawnAt", now()), recipe = recipe - 'spec' WHERE id = ANY(${ids}::uuid[])`;
  for (const { key, label, weightsHash } of descendants) {
    await store.remove(label);
    await rm(join(jobs, key), { recursive: true, force: true });
    await forgetCanaries(weightsHash);
  }
  const written = { modelId: { in: ids } };
  const { count: quarantined } = await patientDb().quarantinedGeneration.deleteMany({ where: written });
  const { count: remembered } = await patientDb().generation.deleteMany({ where: written });
  if (ids.length > 0)
    log.info({ model: model.id, derived: ids.length, texts: quarantined + remembered }, "what was made of a withdrawn model ended");
  return ids.length;
}
