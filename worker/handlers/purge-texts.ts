import { systemActor } from "@/lib/auth/actor";
import { configuredPlace } from "@/lib/cluster/configured";
import type { TakenBack } from "@/lib/jobs/purge-texts";
import { configuredStore } from "@/lib/operations/derived/configured-store";
import { withdrawDerived } from "@/lib/operations/derived/withdraw-derived";
import { purgeGenerations } from "@/lib/operations/memo/purge-generations";
import { purgePrompts } from "@/lib/operations/memo/purge-prompts";
import { purgeAnswers } from "@/lib/results/purge-answers";

/** Deletes what a withdrawn model and all that was made of it wrote, and what prompts say of it. */
export async function handlePurgeTexts(payload: TakenBack): Promise<void> {
  await withdrawDerived(systemActor("worker"), payload, { store: configuredStore(), jobs: configuredPlace().folder });
  await purgeGenerations(systemActor("worker"), payload);
  await purgePrompts(systemActor("worker"), payload);
  await purgeAnswers(systemActor("worker"), payload);
}
