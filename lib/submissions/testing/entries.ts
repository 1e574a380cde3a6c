import type { Actor } from "@/lib/auth/actor";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Submission } from "@/lib/db/generated/client";
import { type Hub, hubAt } from "@/lib/hub/client";
import { checkSubmission } from "../check-submission";
import { saveDraft } from "../save-draft";
import { type DraftInput, draftForm } from "../schema";
import { submitModel } from "../submit-model";

export const worker: Actor = systemActor("worker");

/** A draft that qualifies, as a form would send it. */
export function draft(changes: Partial<DraftInput> = {}): DraftInput {
  const whole = draftForm.parse({
    person: "Ada Okafor",
    institution: "Map Room",
    country: "Nigeria",
    hubId: "cases/good",
    description: "Answers questions about rivers, lakes and coasts.",
    scopes: ["S1_run", "S2_publish_scores"],
    nameShown: "on",
  });
  return { ...whole, ...changes };
}

/** A submission that was sent in and waits for its checks. */
export async function sentIn(actor: Actor, changes: Partial<DraftInput> = {}): Promise<Submission> {
  const saved = await saveDraft(actor, draft(changes));
  await submitModel(actor, saved);
  return reread(saved.id);
}

/** A submission that was checked against a real Hub stand-in and waits for a decision. */
export async function inReview(actor: Actor, source: string | Hub, changes: Partial<DraftInput> = {}): Promise<Submission> {
  const { id } = await sentIn(actor, changes);
  await checkSubmission(worker, { submissionId: id }, typeof source === "string" ? hubAt(source) : source);
  return reread(id);
}

export function reread(id: string): Promise<Submission> {
  return db().submission.findUniqueOrThrow({ where: { id } });
}

/** Waiting chores of one kind, with their payloads. */
export function waitingJobs(task: string): Promise<{ payload: Record<string, unknown>; run_at: Date; key: string | null }[]> {
  return db().$queryRaw`
    SELECT private.payload, jobs.run_at, jobs.key FROM graphile_worker.jobs
    JOIN graphile_worker._private_jobs AS private ON private.id = jobs.id
    WHERE jobs.task_identifier = ${task} ORDER BY jobs.id`;
}
