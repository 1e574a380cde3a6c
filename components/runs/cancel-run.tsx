import type { RunSnapshot } from "@/lib/runs/watching/schema";
import { ActionButton } from "../ui/forms/action-button";
import { buttonStyles } from "../ui/forms/button-styles";
import type { FormAction } from "../ui/forms/form-state";
import { describeDuration } from "./duration";

/** From so much work on, one press is not enough. Seconds. */
const longSeconds = 60;

/** Cancels a run; one that has worked for long is asked about first, with what it has done. Works without scripts. */
export function CancelRun({ snapshot, action }: { snapshot: RunSnapshot; action: FormAction }) {
  const { number, elapsedSeconds, questionsDone, questionsTotal } = snapshot;
  const button = (label: string) => <ActionButton number={number} label={label} waiting="Cancelling" variant="danger" action={action} />;
  if (elapsedSeconds === null || elapsedSeconds < longSeconds) return button("Cancel");
  return (
    <details className="max-w-sm">
      <summary className={buttonStyles({ variant: "danger" })}>Cancel…</summary>
      <div className="mt-3 grid gap-3">
        <p>
          It has worked for {describeDuration(elapsedSeconds)} and answered {questionsDone} of {questionsTotal} questions. What was answered
          is kept, and it can be retried later.
        </p>
        {button("Cancel this run")}
      </div>
    </details>
  );
}
