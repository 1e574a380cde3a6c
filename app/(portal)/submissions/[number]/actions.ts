"use server";

import { redirect } from "next/navigation";
import { refreshPage, runAction } from "@/app/_server/action";
import type { FormState } from "@/components/ui/forms/form-state";
import { recheckSubmission } from "@/lib/submissions/recheck-submission";
import { reopenSubmission } from "@/lib/submissions/reopen-submission";
import { submissionReference, withdrawalForm } from "@/lib/submissions/schema";
import { withdrawSubmission } from "@/lib/submissions/withdraw-submission";

export async function reopen(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(submissionReference, form, reopenSubmission, "You can change it now.");
  if (state.status === "done") redirect(`/submit?draft=${Number(form.get("number"))}`);
  return state;
}

export async function recheck(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(submissionReference, form, recheckSubmission, "The Hub is asked again.");
  await refreshPage("/submissions/[number]", "page");
  return state;
}

export async function withdraw(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(withdrawalForm, form, withdrawSubmission, "Withdrawn. Your consent has ended.");
  await refreshPage("/submissions/[number]", "page");
  return state;
}
