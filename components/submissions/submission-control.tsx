"use client";

import { useActionState } from "react";
import { Notice } from "../ui/notice";
import { SubmitButton } from "../ui/submit-button";

interface Outcome {
  status: "idle" | "done" | "problem";
  message?: string;
}

interface SubmissionControlProps {
  number: number;
  label: string;
  waiting: string;
  variant?: "primary" | "secondary" | "danger";
  action: (state: unknown, form: FormData) => Promise<Outcome>;
}

const untouched: Outcome = { status: "idle" };

/** A button that does one thing to a submission. It works without scripts. */
export function SubmissionControl({ number, label, waiting, variant = "secondary", action }: SubmissionControlProps) {
  const [state, send] = useActionState<Outcome, FormData>(action, untouched);
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
