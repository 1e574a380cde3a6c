"use client";

import { useActionState } from "react";
import { type FormAction, untouched } from "../ui/forms/form-state";
import { SubmitButton } from "../ui/forms/submit-button";
import { Notice } from "../ui/notice";

interface LaunchConfirmProps {
  /** Everything that the plan was made of. */
  values: readonly (readonly [string, string])[];
  label: string;
  action: FormAction;
}

/** The one press that launches what the plan above it says. */
export function LaunchConfirm({ values, label, action }: LaunchConfirmProps) {
  const [state, send] = useActionState(action, untouched);
  return (
    <form action={send} className="grid justify-items-start gap-3">
      {values.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {state.status === "problem" ? (
        <Notice tone="bad" live>
          {state.message}
        </Notice>
      ) : null}
      <SubmitButton waiting="Queueing">{label}</SubmitButton>
    </form>
  );
}
