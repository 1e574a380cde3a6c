"use client";

import { useActionState } from "react";
import { Notice } from "../ui/notice";
import { SubmitButton } from "../ui/submit-button";

/** How an action answered, as far as this button shows it. */
interface Outcome {
  status: "idle" | "done" | "problem";
  message?: string;
}

interface RunControlProps {
  number: number;
  label: string;
  waiting: string;
  variant: "secondary" | "danger";
  action: (state: unknown, form: FormData) => Promise<Outcome>;
}

const untouched: Outcome = { status: "idle" };

/** A button that does one thing to a run. It works without scripts. */
export function RunControl({ number, label, waiting, variant, action }: RunControlProps) {
  const [state, send] = useActionState<Outcome, FormData>(action, untouched);
  return (
    <form action={send} className="grid gap-2">
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
