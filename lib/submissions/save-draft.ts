import { type Actor, actorLabel } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import type { Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import type { DraftContent, DraftInput, SavedDraft } from "./schema";
import { isEditable } from "./states";

/** More unfinished entries than anybody works on; it keeps a runaway script from filling the table. */
const maxOpenDrafts = 20;

/**
 * Keeps what was typed, right or wrong: the first save makes the draft, later ones replace its fields.
 * @throws AppError CONFLICT when another tab or device saved since this form was filled, or it is not editable any more
 */
export async function saveDraft(actor: Actor, input: DraftInput): Promise<SavedDraft> {
  requirePermission(actor, "submission:create");
  if (actor.kind !== "user") throw new AppError("NOT_ALLOWED", "Only a person can keep a draft.");
  const { submissionId, version, ...content } = input;
  return inTransaction((tx) =>
    submissionId === "" ? createDraft(tx, actor, content) : updateDraft(tx, actor.userId, { submissionId, version }, content),
  );
}

async function createDraft(tx: Transaction, actor: Extract<Actor, { kind: "user" }>, content: DraftContent): Promise<SavedDraft> {
  const open = await tx.submission.count({ where: { submitterId: actor.userId, state: "draft" } });
  if (open >= maxOpenDrafts) {
    throw new AppError("TOO_MANY_REQUESTS", `You have ${open} drafts. Send or discard one of them under “My submissions” first.`);
  }
  const created = await tx.submission.create({ data: { ...content, submitterId: actor.userId } });
  await tx.submissionEvent.create({ data: { submissionId: created.id, actor: actorLabel(actor), to: "draft" } });
  return { id: created.id, number: created.number, version: created.version };
}

async function updateDraft(
  tx: Transaction,
  submitterId: string,
  { submissionId, version }: Pick<DraftInput, "submissionId" | "version">,
  content: DraftContent,
): Promise<SavedDraft> {
  const row = await tx.submission.findFirst({ where: { id: submissionId, submitterId } });
  if (!row) throw notFound("submission");
  if (!isEditable(row.state)) throw new AppError("CONFLICT", "This submission was sent already, so it cannot be changed from this form.");
  const saved = await tx.submission.updateMany({
    where: { id: submissionId, submitterId, version, state: row.state },
    data: { ...content, version: { increment: 1 } },
  });
  if (saved.count === 0) {
    throw new AppError(
      "CONFLICT",
      "This draft was changed in another tab or on another device. What you typed here is still here; open the other version to compare.",
    );
  }
  return { id: submissionId, number: row.number, version: version + 1 };
}
