"use client";

import { Field } from "../ui/forms/field";
import type { FormAction } from "../ui/forms/form-state";
import { textOf } from "../ui/forms/form-values";
import { SubmitButton } from "../ui/forms/submit-button";
import { Textarea } from "../ui/forms/textarea";
import { useFormAction } from "../ui/forms/use-form-action";
import { Notice } from "../ui/notice";

interface WithdrawFormProps {
  number: number;
  effects: readonly string[];
  /** A draft was never sent: it is thrown away without a reason. */
  kind: "entry" | "draft";
  action: FormAction;
}

const words = {
  entry: { submit: "Withdraw now", waiting: "Withdrawing…" },
  draft: { submit: "Discard it", waiting: "Discarding…" },
};

/** Taking a submission back: what it does, a reason if one likes, and one press. */
export function WithdrawForm({ number, effects, kind, action }: WithdrawFormProps) {
  const { state, form } = useFormAction(action);
  return (
    <form {...form} className="grid max-w-prose gap-4">
      <input type="hidden" name="number" value={number} />
      <ul className="list-disc pl-5 text-sm">
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      {kind === "draft" ? null : (
        <Field name="why" label="Reason" hint="Only for the record of this submission.">
          {(control) => (
            <Textarea {...control} rows={2} maxLength={1000} defaultValue={state.status === "problem" ? textOf(state.values, "why") : ""} />
          )}
        </Field>
      )}
      <div className="flex">
        <SubmitButton variant="danger" waiting={words[kind].waiting}>
          {words[kind].submit}
        </SubmitButton>
      </div>
      {state.status === "problem" ? (
        <Notice tone="bad" live>
          {state.message}
        </Notice>
      ) : null}
    </form>
  );
}
