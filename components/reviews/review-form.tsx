"use client";

import { useActionState } from "react";
import { checkTitles } from "@/lib/hub/labels";
import { type Check, checksToWaive } from "@/lib/hub/schema";
import { listOf, textOf } from "../submissions/form-values";
import { Button } from "../ui/forms/button";
import { Checkbox } from "../ui/forms/checkbox";
import { Fieldset } from "../ui/forms/fieldset";
import { type FormAction, untouched } from "../ui/forms/form-state";
import { ProblemSummary } from "../ui/forms/problem-summary";
import { Kbd } from "../ui/kbd";
import { ReasonField } from "./reason-field";

interface ReviewFormProps {
  number: number;
  version: number;
  checks: readonly Check[];
  /** Without a commit there is nothing to pin, so nothing to approve. */
  canApprove: boolean;
  action: FormAction;
}

/** The decision: exceptions by name, words for the submitter, three buttons. */
export function ReviewForm({ number, version, checks, canApprove, action }: ReviewFormProps) {
  const [state, send, pending] = useActionState(action, untouched);
  const values = state.status === "problem" ? state.values : {};
  const problems = state.status === "problem" ? state.fields : [];
  const open = checksToWaive(checks);
  return (
    <form action={send} className="grid gap-5" aria-busy={pending}>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="version" value={version} />
      {state.status === "problem" ? <ProblemSummary message={state.message} problems={problems} /> : null}
      {open.length > 0 && canApprove ? (
        <Fieldset
          id="field-waivers"
          legend="Accept although not met"
          hint="Each exception is recorded with your name and the reason."
          error={problems.find((problem) => problem.field === "waivers")?.message}
        >
          {open.map((check) => (
            <Checkbox
              key={check.id}
              name="waivers"
              value={check.id}
              label={checkTitles[check.id]}
              hint={check.text}
              defaultChecked={listOf(values, "waivers").includes(check.id)}
            />
          ))}
        </Fieldset>
      ) : null}
      <ReasonField
        value={textOf(values, "reason")}
        problems={problems}
        hint="The submitter reads it. Needed for changes, rejections and exceptions."
      />
      <div className="grid gap-2">
        <Button type="submit" name="decision" value="approve" variant="primary" aria-disabled={pending} disabled={!canApprove} data-key="a">
          Approve <Kbd>a</Kbd>
        </Button>
        <Button type="submit" name="decision" value="request_changes" aria-disabled={pending} data-key="c">
          Ask for changes <Kbd>c</Kbd>
        </Button>
        <Button type="submit" name="decision" value="reject" variant="danger" aria-disabled={pending} data-key="r">
          Reject <Kbd>r</Kbd>
        </Button>
        {canApprove ? null : (
          <p className="text-ink-soft text-sm">It cannot be approved: the model could not be read, so there is no version to pin.</p>
        )}
      </div>
    </form>
  );
}
