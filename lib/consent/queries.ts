import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import { type Database, db, type Transaction } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { consentText, hashConsentText } from "./consent-text";
import { scopeWords } from "./labels";
import { type ConsentScope, consentScopes, type ReceiptFile } from "./schema";

/** Scopes of the receipt in force; none when there is no receipt or it was withdrawn. */
export async function scopesInForce(source: Database | Transaction, submissionId: string): Promise<ConsentScope[]> {
  const receipt = await source.consentReceipt.findFirst({
    where: { submissionId, withdrawnAt: null },
    orderBy: { grantedAt: "desc" },
  });
  return receipt?.scopes ?? [];
}

/**
 * The latest receipt of a submission as a file to keep. The words go along whole while they are the current ones;
 * for an older version the hash says which words were shown.
 * @throws AppError NOT_FOUND for somebody else's submission, unless the actor may read all
 */
export async function receiptOf(actor: Actor, number: number): Promise<ReceiptFile> {
  const receipt = await db().consentReceipt.findFirst({
    where: { submission: { number } },
    include: { submission: { select: { number: true, submitterId: true } } },
    orderBy: { grantedAt: "desc" },
  });
  const own = actor.kind === "user" && receipt?.submission.submitterId === actor.userId;
  if (!receipt || !(own || may(actor, "submission:read-all"))) throw notFound("receipt");
  return {
    receipt: receipt.id,
    submission: receipt.submission.number,
    signer: receipt.signerName,
    model: receipt.hubId,
    granted: receipt.scopes.map((scope) => ({ scope, title: scopeWords[scope].title, sentence: scopeWords[scope].sentence })),
    notGranted: consentScopes.filter((scope) => !receipt.scopes.includes(scope)),
    grantedAt: receipt.grantedAt.toISOString(),
    withdrawnAt: receipt.withdrawnAt?.toISOString() ?? null,
    textVersion: receipt.textVersion,
    textHash: receipt.textHash,
    text: receipt.textHash === hashConsentText(consentText) ? consentText : null,
  };
}
