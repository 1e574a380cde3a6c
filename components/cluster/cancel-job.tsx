"use client";

import { useActionState } from "react";
import type { ShownJob } from "@/lib/pages/read-cluster";
import { buttonStyles } from "../ui/forms/button-styles";
import { Checkbox } from "../ui/forms/checkbox";
import { type FormAction, untouched } from "../ui/forms/form-state";
import { SubmitButton } from "../ui/forms/submit-button";
import { Notice } from "../ui/notice";
import { purposeTitles, shortName } from "./job-words";

/** Cancels a job after saying which one. Works without scripts. */
export function CancelJob({ name, purpose, action }: Pick<ShownJob, "name" | "purpose"> & { action: FormAction }) {
  const [state, send] = useActionState(action, untouched);
  return (
    <details className="max-w-sm" open={state.status === "problem"}>
      <summary className={buttonStyles({ variant: "danger" })}>Cancel…</summary>
      <form action={send} className="mt-3 grid justify-items-start gap-3">
        <p>Whoever waits for it is told that it was cancelled. It begins again when somebody asks for it again.</p>
        <input type="hidden" name="name" value={name} />
        <Checkbox
          name="confirm"
          value="yes"
          label={`Yes, cancel job ${shortName(name)} (${purposeTitles[purpose].toLowerCase()})`}
          required
        />
        {state.status === "idle" ? null : (
          <Notice tone={state.status === "done" ? "good" : "bad"} live>
            {state.message}
          </Notice>
        )}
        <SubmitButton variant="danger" waiting="Cancelling">
          Cancel this job
        </SubmitButton>
      </form>
    </details>
  );
}
