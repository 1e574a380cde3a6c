"use client";

import { type ComponentProps, useId } from "react";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/forms/field";
import type { FormAction } from "../ui/forms/form-state";
import { Input } from "../ui/forms/input";
import { ProblemSummary } from "../ui/forms/problem-summary";
import { SubmitButton } from "../ui/forms/submit-button";
import { useFormAction } from "../ui/forms/use-form-action";
import { Notice } from "../ui/notice";

export interface ShortField {
  name: string;
  label: string;
  hint?: string;
  /** What stands in the field at first. */
  value?: string;
  type?: "text" | "email";
  autoComplete?: string;
  maxLength?: number;
}

interface ShortFormProps {
  action: FormAction;
  fields?: readonly ShortField[];
  /** Sent along unseen. */
  hidden?: Record<string, string>;
  submit: string;
  waiting: string;
  variant?: ComponentProps<typeof SubmitButton>["variant"];
  /** Folds the form away under these words until it is asked for, or has a problem to show. */
  folded?: string;
}

/** A form of few fields and one button, whose answer appears in its place. It works without scripts and loses nothing typed. */
export function ShortForm({ action, fields = [], hidden = {}, submit, waiting, variant = "primary", folded }: ShortFormProps) {
  const { state: answer, form: sending } = useFormAction(action);
  const id = useId();
  const problems = answer.status === "problem" ? answer.fields : [];
  const standing = (field: ShortField) => {
    const typed = answer.status === "problem" ? answer.values[field.name] : undefined;
    return typeof typed === "string" ? typed : (field.value ?? "");
  };
  const form = (
    <form {...sending} noValidate className="grid max-w-md gap-4">
      {answer.status === "done" ? (
        <Notice tone="good" live>
          {answer.message}
        </Notice>
      ) : null}
      {answer.status === "problem" ? <ProblemSummary message={answer.message} problems={[]} /> : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <Field
          key={field.name}
          id={`${id}-${field.name}`}
          name={field.name}
          label={field.label}
          hint={field.hint}
          problems={problems}
          required
        >
          {(control) => (
            <Input
              {...control}
              type={field.type ?? "text"}
              autoComplete={field.autoComplete}
              maxLength={field.maxLength}
              defaultValue={standing(field)}
              spellCheck={field.type === "email" ? false : undefined}
            />
          )}
        </Field>
      ))}
      <div>
        <SubmitButton variant={variant} waiting={waiting}>
          {submit}
        </SubmitButton>
      </div>
    </form>
  );
  if (folded === undefined) return form;
  return (
    <Disclosure summary={folded} open={answer.status === "problem" ? true : undefined}>
      {form}
    </Disclosure>
  );
}
