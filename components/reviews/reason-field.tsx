"use client";

import { useRef } from "react";
import { reasonTemplates } from "@/lib/reviews/labels";
import { Field } from "../ui/forms/field";
import { Select } from "../ui/forms/select";
import { Textarea } from "../ui/forms/textarea";

interface ReasonFieldProps {
  value: string;
  problems: readonly { field: string; message: string }[];
  hint: string;
}

/** The words that the submitter reads: free, or begun from a list of usual reasons. */
export function ReasonField({ value, problems, hint }: ReasonFieldProps) {
  const text = useRef<HTMLTextAreaElement>(null);
  const add = (chosen: string) => {
    const template = reasonTemplates.find((one) => one.title === chosen);
    if (!template || !text.current) return;
    text.current.value = [text.current.value.trim(), template.text].filter(Boolean).join("\n\n");
    text.current.focus();
  };
  return (
    <div className="grid gap-3">
      <Field name="reason" label="Reason" hint={hint} problems={problems}>
        {(control) => <Textarea {...control} ref={text} rows={4} maxLength={4000} defaultValue={value} />}
      </Field>
      <label htmlFor="usual-reason" className="grid gap-1 text-sm">
        <span className="text-ink-soft">Begin with a usual reason</span>
        <Select
          id="usual-reason"
          defaultValue=""
          placeholder="Choose…"
          options={reasonTemplates.map(({ title }) => ({ value: title, label: title }))}
          onChange={(event) => {
            add(event.currentTarget.value);
            event.currentTarget.value = "";
          }}
        />
      </label>
      <noscript>
        <p className="text-ink-soft text-sm">Without scripts, write the reason in your own words.</p>
      </noscript>
    </div>
  );
}
