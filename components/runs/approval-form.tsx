"use client";

import type { RunPause } from "@/lib/runs/watching/schema";
import { Field } from "../ui/forms/field";
import type { FormAction } from "../ui/forms/form-state";
import { Input } from "../ui/forms/input";
import { SubmitButton } from "../ui/forms/submit-button";
import { useFormAction } from "../ui/forms/use-form-action";
import { Notice } from "../ui/notice";

interface ApprovalFormProps {
  number: number;
  pause: RunPause;
  /** Generated tokens so far, and a new cap to offer. */
  spentTokens: number;
  offeredCap: number;
  action: FormAction;
}

/** Lets a paused run go on: with a new cap on tokens, or although many of its answers cannot be read. */
export function ApprovalForm({ number, pause, spentTokens, offeredCap, action }: ApprovalFormProps) {
  const { state, form } = useFormAction(action);
  const problem = state.status === "problem" ? state : null;
  const typed = [problem?.values.tokenCap ?? String(offeredCap)].flat()[0];
  return (
    <form {...form} className="mt-3 grid justify-items-start gap-4">
      <input type="hidden" name="number" value={number} />
      {pause.limit === "tokens" ? (
        <Field
          name="tokenCap"
          label="Pause again after so many generated tokens"
          hint={`It has generated ${spentTokens} until now. Empty means no limit.`}
          problems={problem?.fields ?? []}
        >
          {(control) => <Input {...control} inputMode="numeric" className="max-w-48" defaultValue={typed} />}
        </Field>
      ) : null}
      {state.status === "idle" ? null : (
        <Notice tone={state.status === "done" ? "good" : "bad"} live>
          {state.message}
        </Notice>
      )}
      <SubmitButton waiting="Queueing">{pause.limit === "tokens" ? "Approve and go on" : "Go on all the same"}</SubmitButton>
    </form>
  );
}
