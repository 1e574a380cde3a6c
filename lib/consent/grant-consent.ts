import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import type { Transaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { consentText, hashConsentText } from "./consent-text";
import { consentVersion } from "./labels";
import { type ConsentScope, consentScopes, requiredScope } from "./schema";

/** What is signed: for which submission, which model, which uses. */
export interface Grant {
  submissionId: string;
  hubId: string;
  scopes: readonly ConsentScope[];
}

/**
 * Writes the receipt within the caller's transaction. An earlier receipt of the same submission ends with it, so that at
 * most one is in force.
 * @returns the receipt's id
 * @throws AppError INVALID_INPUT without the scope to run the model
 */
export async function grantConsent(tx: Transaction, actor: Actor, grant: Grant): Promise<string> {
  requirePermission(actor, "submission:own");
  if (actor.kind !== "user") throw new AppError("NOT_ALLOWED", "Only a person can consent.");
  if (!grant.scopes.includes(requiredScope)) {
    throw new AppError("INVALID_INPUT", "Some fields need another look.", [
      { field: "scopes", message: "Tick “Run it”: without running the model there is nothing to measure." },
    ]);
  }
  await tx.consentReceipt.updateMany({
    where: { submissionId: grant.submissionId, withdrawnAt: null },
    data: { withdrawnAt: new Date() },
  });
  const receipt = await tx.consentReceipt.create({
    data: {
      submissionId: grant.submissionId,
      signerId: actor.userId,
      signerName: actor.name,
      hubId: grant.hubId,
      textVersion: consentVersion,
      textHash: hashConsentText(consentText),
      scopes: consentScopes.filter((scope) => grant.scopes.includes(scope)),
    },
  });
  return receipt.id;
}
