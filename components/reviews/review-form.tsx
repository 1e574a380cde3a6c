"use client";

import { useRef } from "react";
import { checkTitles } from "@/lib/hub/labels";
import { type Check, checksToWaive } from "@/lib/hub/schema";
import { decisionEffects, decisionVerbs } from "@/lib/reviews/labels";
import { type Decision, decisions } from "@/lib/reviews/schema";
import { Button } from "../ui/forms/button";
import { Checkbox } from "../ui/forms/checkbox";
import { Fieldset } from "../ui/forms/fieldset";
import type { FormAction } from "../ui/forms/form-state";
import { listOf, textOf } from "../ui/forms/form-values";
import { ProblemSummary } from "../ui/forms/problem-summary";
import { RadioGroup } from "../ui/forms/radio-group";
import { useFormAction } from "../ui/forms/use-form-action";
import { Kbd } from "../ui/kbd";
import { sendByKeys } from "./decision-keys";
import { ReasonField } from "./reason-field";
import { useChosen } from "./use-chosen";

interface ReviewFormProps {
  number: number;
  hubId: string;
  version: number;
  checks: readonly Check[];
  /** Without a commit there is nothing to pin, so nothing to approve. */
  canApprove: boolean;
  action: FormAction;
}

const keys: Record<Decision, string> = { approve: "a", request_changes: "c", reject: "r" };

/** The decision: exceptions by name, a choice, words for the submitter, and one button that says what it will do. */
export function ReviewForm({ number, hubId, version, checks, canApprove, action }: ReviewFormProps) {
  const { state, pending, form } = useFormAction(action);
  const element = useRef<HTMLFormElement>(null);
  const picked = useChosen(element, (values) => textOf(values, "decision"));
  const values = state.status === "problem" ? state.values : {};
  const problems = state.status === "problem" ? state.fields : [];
  const open = checksToWaive(checks);
  const chosen = decisions.find((decision) => decision === picked);
  return (
    <form {...form} ref={element} onKeyDown={sendByKeys} className="grid gap-5">
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
      <RadioGroup
        name="decision"
        legend="What do you decide?"
        error={problems.find((problem) => problem.field === "decision")?.message}
        defaultValue={textOf(values, "decision")}
        options={decisions.map((decision) => ({
          value: decision,
          label: (
            <>
              {decisionVerbs[decision]} <Kbd single>{keys[decision]}</Kbd>
            </>
          ),
          hint:
            decision === "approve" && !canApprove
              ? "Not possible: the model could not be read, so there is no version to pin."
              : decisionEffects[decision],
          disabled: decision === "approve" && !canApprove,
        }))}
      />
      <ReasonField
        value={textOf(values, "reason")}
        problems={problems}
        hint="The submitter reads it. Needed for changes, rejections and exceptions."
      />
      <div className="grid gap-2">
        <Button type="submit" variant={chosen === "reject" ? "danger" : "primary"} aria-disabled={pending} data-send>
          <span className="min-w-0 [overflow-wrap:anywhere]">{sendLabel(chosen, hubId)}</span>
        </Button>
        <p className="text-ink-soft text-sm">
          <Kbd>Ctrl</Kbd> + <Kbd>Enter</Kbd> sends it from anywhere in this form.
        </p>
      </div>
    </form>
  );
}

function sendLabel(chosen: Decision | undefined, hubId: string): string {
  if (chosen === undefined) return "Send the decision";
  return chosen === "request_changes" ? `Ask for changes to ${hubId}` : `${decisionVerbs[chosen]} ${hubId}`;
}
