"use server";

import { refreshPage, runAction } from "@/app/_server/action";
import type { FormState } from "@/components/ui/forms/form-state";
import { approveRun } from "@/lib/runs/steering/approve-run";
import { cancelRun } from "@/lib/runs/steering/cancel-run";
import { retryRun } from "@/lib/runs/steering/retry-run";
import { approveInput, runReference } from "@/lib/runs/steering/schema";

export async function cancel(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(runReference, form, cancelRun, "The run is being cancelled. What was answered is kept.");
  await refreshPage("/runs/[number]", "page");
  return state;
}

export async function retry(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(runReference, form, retryRun, "The run waits in the queue again. It continues where it stopped.");
  await refreshPage("/runs/[number]", "page");
  return state;
}

export async function approve(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(approveInput, form, approveRun, "Approved. The run waits in the queue and continues where it stopped.");
  await refreshPage("/runs/[number]", "page");
  return state;
}
