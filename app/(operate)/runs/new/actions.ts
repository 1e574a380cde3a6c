"use server";

import { redirect } from "next/navigation";
import { runAction } from "@/app/_server/action";
import type { FormState } from "@/components/ui/forms/form-state";
import { formValues, launchFromForm } from "@/lib/runs/launching/read-launch";

/** Queues what the plan showed and leads to it. */
export async function launch(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(formValues, form, launchFromForm, "Queued.");
  if (state.status !== "done") return state;
  const [first, ...others] = state.data ?? [];
  redirect(first !== undefined && others.length === 0 ? `/runs/${first}` : "/runs?state=active");
}
