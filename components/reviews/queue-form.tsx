"use client";

import { useEffect, useRef } from "react";
import { decisionEffects, decisionTitles, decisionVerbs } from "@/lib/reviews/labels";
import type { QueueEntry } from "@/lib/reviews/queries";
import { type BulkOutcome, bulkDecisions, bulkOutcome, markOf } from "@/lib/reviews/schema";
import { Disclosure } from "../ui/disclosure";
import { Button } from "../ui/forms/button";
import type { FormAction, FormState } from "../ui/forms/form-state";
import { listOf, textOf } from "../ui/forms/form-values";
import { ProblemSummary } from "../ui/forms/problem-summary";
import { RadioGroup } from "../ui/forms/radio-group";
import { useFormAction } from "../ui/forms/use-form-action";
import { TextLink } from "../ui/navigation/text-link";
import { Notice } from "../ui/notice";
import { sendByKeys } from "./decision-keys";
import { QueueTable } from "./queue-table";
import { ReasonField } from "./reason-field";
import { useChosen } from "./use-chosen";

interface QueueFormProps {
  action: FormAction;
  entries: readonly QueueEntry[];
  now: Date;
}

/** The queue with its decisions in bulk. Entries with open checks are never approved this way. */
export function QueueForm({ action, entries, now }: QueueFormProps) {
  const { state, pending, form } = useFormAction(action);
  const element = useRef<HTMLFormElement>(null);
  const decision = useChosen(element, (values) => textOf(values, "decision"));
  const marked = useChosen(element, (values) => String(listOf(values, "entries").length));
  const outcome = state.status === "done" ? bulkOutcome.safeParse(state.data).data : undefined;
  const left = leftOf(state, outcome);
  const problems = state.status === "problem" ? state.fields : [];
  const sent = outcome && outcome.skipped.length === 0 ? outcome.reason : null;
  useEffect(() => {
    if (sent !== null) clearReason(element.current, sent);
  }, [sent]);
  return (
    <form {...form} ref={element} onKeyDown={sendByKeys} className="grid gap-6">
      {state.status === "problem" ? <ProblemSummary message={state.message} problems={problems} /> : null}
      {outcome ? <Outcome outcome={outcome} /> : null}
      <QueueTable entries={entries} marked={left.marks} now={now} />
      <Disclosure summary="Decide the marked entries together" open={left.marks.length > 0 || state.status === "problem"}>
        <div className="grid max-w-prose gap-5">
          <RadioGroup
            name="decision"
            legend="What do you decide?"
            error={problems.find((problem) => problem.field === "decision")?.message}
            defaultValue={left.decision}
            options={bulkDecisions.map((value) => ({ value, label: decisionVerbs[value], hint: decisionEffects[value] }))}
          />
          <ReasonField value={left.reason} problems={problems} hint="Every submitter of a marked entry reads it. A rejection needs one." />
          <div>
            <Button type="submit" variant={decision === "reject" ? "danger" : "primary"} aria-disabled={pending}>
              {sendLabel(decision, Number(marked))}
            </Button>
          </div>
        </div>
      </Disclosure>
    </form>
  );
}

function sendLabel(chosen: string, marked: number): string {
  const verb = bulkDecisions.find((decision) => decision === chosen);
  if (!verb || marked === 0) return "Decide the marked entries";
  return `${decisionVerbs[verb]} ${marked} marked ${marked === 1 ? "entry" : "entries"}`;
}

/** What was sent has arrived and is no longer needed; what was typed since then stays. */
function clearReason(form: HTMLFormElement | null, sent: string): void {
  const field = form?.elements.namedItem("reason");
  if (field instanceof HTMLTextAreaElement && field.value.trim() === sent) field.value = "";
}

/**
 * What is still to be decided, for a page made without scripts: marks and words come back, so that only what was wrong has to be
 * mended. An entry that changed meanwhile has another mark, so it comes back without one.
 */
function leftOf(state: FormState, outcome: BulkOutcome | undefined): { marks: string[]; reason: string; decision: string } {
  if (state.status === "problem") {
    const { values } = state;
    return { marks: listOf(values, "entries"), reason: textOf(values, "reason"), decision: textOf(values, "decision") };
  }
  if (!outcome || outcome.skipped.length === 0) return { marks: [], reason: "", decision: "" };
  return { marks: outcome.skipped.map(markOf), reason: outcome.reason, decision: outcome.decision };
}

function Outcome({ outcome: { decision, decided, skipped } }: { outcome: BulkOutcome }) {
  const done =
    decided.length === 0 ? "Nothing decided" : `${decisionTitles[decision]}: ${decided.map((number) => `#${number}`).join(", ")}`;
  const rest = skipped.length === 0 ? "." : `; ${skipped.length} left as ${skipped.length === 1 ? "it was" : "they were"}.`;
  return (
    <Notice tone={skipped.length > 0 ? "warn" : "good"} live title={`${done}${rest}`}>
      {skipped.length > 0 ? (
        <ul className="mt-1 list-disc pl-5">
          {skipped.map(({ number, why }) => (
            <li key={number}>
              <TextLink href={`/reviews/${number}`}>#{number}</TextLink>: {why}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}
