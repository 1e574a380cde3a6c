"use server";

import { refreshPage, runAction } from "@/app/_server/action";
import type { FormState } from "@/components/ui/forms/form-state";
import { decideMany } from "@/lib/reviews/decide-many";
import { bulkForm } from "@/lib/reviews/schema";

/** One decision for all marked entries. */
export async function decideMarked(_: unknown, form: FormData): Promise<FormState> {
  const state = await runAction(bulkForm, form, decideMany, "Done.");
  await refreshPage("/reviews");
  return state;
}
