"use server";

import { refreshPage, runAction } from "@/app/_server/action";
import type { FormState } from "@/components/ui/forms/form-state";
import { cancelJob } from "@/lib/cluster/cancel-job";
import { cancelJobInput } from "@/lib/cluster/schema";

export async function cancel(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(
    cancelJobInput,
    form,
    (actor, { name }) => cancelJob(actor, { name, why: "cancelled on its page" }),
    "The job is told to stop.",
  );
  await refreshPage("/operate/cluster/[name]", "page");
  return state;
}
