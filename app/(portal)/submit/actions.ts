"use server";

import { redirect } from "next/navigation";
import { runAction } from "@/app/_server/action";
import { currentActor } from "@/app/_server/session";
import type { KeepAnswer } from "@/components/submissions/keep-draft";
import type { FormState } from "@/components/ui/forms/form-state";
import { saveDraft } from "@/lib/submissions/save-draft";
import { draftForm } from "@/lib/submissions/schema";
import { submitModel } from "@/lib/submissions/submit-model";

/** Keeps the draft first, whatever is wrong with it; then, if asked, sends it in. */
export async function send(_: unknown, form: FormData): Promise<FormState> {
  const saved = await runAction(draftForm, form, saveDraft, "Your draft is kept.");
  if (saved.status !== "done" || !saved.data) return saved;
  const draft = saved.data;
  if (form.get("intent") !== "send") redirect(`/submit?draft=${draft.number}&saved=1`);
  const sent = await runAction(draftForm, form, (actor) => submitModel(actor, draft), "Sent in.");
  if (sent.status === "problem") {
    // The form goes on with the draft that was just kept, not with the one it was filled from.
    return { ...sent, values: { ...sent.values, submissionId: draft.id, version: String(draft.version) } };
  }
  redirect(`/submissions/${draft.number}?sent=1`);
}

/** Keeps the draft while somebody types. */
export async function keep(form: FormData): Promise<KeepAnswer> {
  const saved = await runAction(draftForm, form, saveDraft, "");
  if (saved.status === "done" && saved.data) return { kept: true, draft: saved.data };
  const why = saved.status === "problem" ? (saved.fields[0]?.message ?? saved.message) : "The draft could not be saved.";
  const signIn = (await currentActor()).kind === "anonymous";
  return { kept: false, why: signIn ? "You are not signed in any more." : why, signIn };
}
