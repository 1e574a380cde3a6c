"use client";

import { useActionState } from "react";
import { Checkbox } from "../ui/forms/checkbox";
import { type FormAction, untouched } from "../ui/forms/form-state";
import { SubmitButton } from "../ui/forms/submit-button";
import { Notice } from "../ui/notice";

interface RetryButtonProps {
  /** The one hidden field: what is tried again. */
  name: string;
  value: string;
  label: string;
  waiting: string;
  /** What has to be ticked first, where a press does much. */
  confirmation?: string;
  action: FormAction;
}

/** Has something tried again, and says how it went. It works without scripts. */
export function RetryButton({ name, value, label, waiting, confirmation, action }: RetryButtonProps) {
  const [state, send] = useActionState(action, untouched);
  return (
    <form action={send} className="grid justify-items-start gap-3">
      <input type="hidden" name={name} value={value} />
      {confirmation ? <Checkbox name="confirm" value="yes" label={confirmation} required /> : null}
      {state.status === "idle" ? null : (
        <Notice tone={state.status === "done" ? "good" : "bad"} live>
          {state.message}
        </Notice>
      )}
      <SubmitButton variant="secondary" size="small" waiting={waiting}>
        {label}
      </SubmitButton>
    </form>
  );
}
