"use client";

import { useActionState } from "react";
import { Notice } from "../notice";
import { type FormAction, untouched } from "./form-state";
import { SubmitButton } from "./submit-button";

interface ActionButtonProps {
  /** Of the run or submission it is about. */
  number: number;
  label: string;
  waiting: string;
  variant?: "primary" | "secondary" | "danger";
  action: FormAction;
}

/** A button that does one thing to one run or submission and says how it went. It works without scripts. */
export function ActionButton({ number, label, waiting, variant = "secondary", action }: ActionButtonProps) {
  const [state, send] = useActionState(action, untouched);
  return (
    <form action={send} className="grid justify-items-start gap-2">
      <input type="hidden" name="number" value={number} />
      <SubmitButton variant={variant} waiting={waiting}>
        {label}
      </SubmitButton>
      {state.status === "idle" ? null : (
        <Notice tone={state.status === "done" ? "good" : "bad"} live>
          {state.message}
        </Notice>
      )}
    </form>
  );
}
