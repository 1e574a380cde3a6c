import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { announceEnd } from "@/lib/consent/announce-withdrawal";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { purgeTexts } from "@/lib/jobs/purge-texts";
import { nothingSaid, secondPurge } from "../withdraw-model";
import { findLocalModel } from "./find-local-model";

/**
 * Takes a local model out of use as a withdrawal does: nothing is sent to it any more, runs that need it stop, its texts are
 * deleted by chores, and a tombstone remains.
 * @returns its name
 * @throws AppError NOT_FOUND
 */
export async function removeLocalModel(actor: Actor, name: string): Promise<string> {
  requirePermission(actor, "model:add-local");
  return await inTransaction(async (tx) => {
    const model = await findLocalModel(tx, name);
    await tx.model.update({
      where: { id: model.id },
      data: { state: "withdrawn", scopes: [], servedAs: null, notes: null, consentNote: null, ...nothingSaid },
    });
    await announceEnd(tx, model.id);
    const payload = { modelId: model.id, description: model.description };
    await enqueue(tx, purgeTexts, payload);
    await enqueue(tx, purgeTexts, payload, { runAt: new Date(Date.now() + secondPurge) });
    return model.name;
  });
}
