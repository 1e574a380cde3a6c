import { systemActor } from "@/lib/auth/actor";
import { purgeGenerations } from "@/lib/operations/memo/purge-generations";
import { purgeAnswers } from "@/lib/results/purge-answers";

/** Deletes what a withdrawn model wrote. */
export async function handlePurgeTexts(payload: { submissionId: string }): Promise<void> {
  await purgeGenerations(systemActor("worker"), payload);
  await purgeAnswers(systemActor("worker"), payload);
}
