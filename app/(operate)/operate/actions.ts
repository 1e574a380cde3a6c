"use server";

import { redirect } from "next/navigation";
import { refreshPage, runAction } from "@/app/_server/action";
import type { FormState } from "@/components/ui/forms/form-state";
import { retryChore } from "@/lib/jobs/retry-chore";
import { choreReference } from "@/lib/jobs/schema";
import { retryFailures } from "@/lib/runs/steering/retry-failures";
import { retryGroup } from "@/lib/runs/steering/schema";

/** Queues every failed run of one reason again. The group goes with them, so the page itself says how it went. */
export async function retryRuns(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(retryGroup, form, retryFailures, "");
  if (state.status !== "done" || !state.data) return state;
  redirect(`/operate?retried=${state.data.queued.length}&left=${state.data.left.length}#failures`);
}

export async function retryFailedChore(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(choreReference, form, retryChore, "The chore is tried again now.");
  await refreshPage("/operate");
  return state;
}
