"use server";

import { revalidatePath } from "next/cache";
import { type FormState, runAction } from "@/app/_server/action";
import { retryChore } from "@/lib/jobs/retry-chore";
import { choreReference } from "@/lib/jobs/schema";
import { describeRetried } from "@/lib/runs/labels";
import { retryFailures } from "@/lib/runs/retry-failures";
import { retryGroup } from "@/lib/runs/schema";

/** Queues every failed run of one reason again. */
export async function retryRuns(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(retryGroup, form, retryFailures, "");
  revalidatePath("/operate");
  return state.status === "done" && state.data ? { status: "done", message: describeRetried(state.data) } : state;
}

export async function retryFailedChore(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(choreReference, form, retryChore, "The chore is tried again now.");
  revalidatePath("/operate");
  return state;
}
