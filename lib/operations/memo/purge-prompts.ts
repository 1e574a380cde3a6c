import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db, patientDb } from "@/lib/db/client";
import type { TakenBack } from "@/lib/jobs/purge-texts";

/**
 * Deletes the kept pieces of prompts that list a withdrawn model by its contributor's description. Requests that held one
 * can be shown no more. Safe to run twice.
 * @returns how many were deleted
 */
export async function purgePrompts(actor: Actor, gone: TakenBack): Promise<number> {
  requirePermission(actor, "model:admit");
  const description = "description" in gone ? gone.description : await descriptionOf(gone.submissionId);
  if (!description) return 0;
  // Lists of models have a line for each, which ends with the description: questions that happen to contain it stay.
  const listed = `: ${description}\n`;
  return await patientDb().$executeRaw`DELETE FROM "PromptText" WHERE strpos(text, ${listed}) > 0`;
}

async function descriptionOf(submissionId: string): Promise<string | undefined> {
  const submission = await db().submission.findFirst({ where: { id: submissionId, state: "withdrawn" }, select: { description: true } });
  return submission?.description;
}
