import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { announceEnd } from "@/lib/consent/announce-withdrawal";
import type { ConsentScope } from "@/lib/consent/schema";
import { inTransaction } from "@/lib/db/transaction";
import { findLocalModel } from "./find-local-model";

/**
 * Records what may be done with a local model from now on, and who says so. What is not named is not allowed any more, except
 * running it, which ends with its removal only.
 * @throws AppError NOT_FOUND
 */
export async function recordConsent(actor: Actor, name: string, given: { scopes: readonly ConsentScope[]; note: string }): Promise<void> {
  requirePermission(actor, "model:add-local");
  await inTransaction(async (tx) => {
    const { id } = await findLocalModel(tx, name);
    const scopes: ConsentScope[] = ["S1_run", ...given.scopes.filter((scope) => scope !== "S1_run")];
    await tx.model.update({ where: { id }, data: { scopes, consentNote: given.note } });
    await announceEnd(tx, id);
  });
}
