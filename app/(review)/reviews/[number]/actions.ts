"use server";

import { redirect } from "next/navigation";
import { refreshPage, runAction } from "@/app/_server/action";
import { currentActor } from "@/app/_server/session";
import type { FormState } from "@/components/ui/forms/form-state";
import { decideSubmission } from "@/lib/reviews/decide-submission";
import { submissionForReview } from "@/lib/reviews/queries";
import { decisionForm } from "@/lib/reviews/schema";
import { recheckSubmission } from "@/lib/submissions/recheck-submission";
import { submissionReference } from "@/lib/submissions/schema";

/** Decides, then leads on to the next entry of the queue. */
export async function decide(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(decisionForm, form, decideSubmission, "Decided.");
  if (state.status !== "done") return state;
  const number = Number(form.get("number"));
  const { next } = await submissionForReview(await currentActor(), number);
  if (next === null) redirect(`/reviews?decided=${number}`);
  redirect(`/reviews/${next}?decided=${number}`);
}

export async function recheck(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(submissionReference, form, recheckSubmission, "The Hub is asked again. The entry comes back to the queue.");
  await refreshPage("/reviews/[number]", "page");
  return state;
}
