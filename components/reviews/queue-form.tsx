"use client";

import { useActionState } from "react";
import type { QueueEntry } from "@/lib/reviews/queries";
import { type BulkOutcome, bulkOutcome, markOf } from "@/lib/reviews/schema";
import { listOf, textOf } from "../submissions/form-values";
import { Disclosure } from "../ui/disclosure";
import { Button } from "../ui/forms/button";
import { type FormAction, type FormState, untouched } from "../ui/forms/form-state";
import { ProblemSummary } from "../ui/forms/problem-summary";
import { TextLink } from "../ui/navigation/text-link";
import { Notice } from "../ui/notice";
import { QueueTable } from "./queue-table";
import { ReasonField } from "./reason-field";

interface QueueFormProps {
  action: FormAction;
  entries: readonly QueueEntry[];
  now: Date;
}

/** The queue with its decisions in bulk. Entries with open checks are never approved this way. */
export function QueueForm({ action, entries, now }: QueueFormProps) {
  const [state, send, pending] = useActionState(action, untouched);
  const outcome = state.status === "done" ? bulkOutcome.safeParse(state.data).data : undefined;
  const left = leftOf(state, outcome);
  return (
    <form action={send} className="grid gap-6" aria-busy={pending}>
      {state.status === "problem" ? <ProblemSummary message={state.message} problems={state.fields} /> : null}
      {outcome ? <Outcome outcome={outcome} /> : null}
      <QueueTable entries={entries} marked={left.marks} now={now} />
      <Disclosure summary="Decide the marked entries together" open={left.marks.length > 0 || state.status === "problem"}>
        <div className="grid max-w-prose gap-4">
          <ReasonField
            value={left.reason}
            problems={state.status === "problem" ? state.fields : []}
            hint="Every submitter of a marked entry reads it. A rejection needs one."
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" name="decision" value="approve" variant="primary" aria-disabled={pending}>
              Approve marked
            </Button>
            <Button type="submit" name="decision" value="reject" variant="danger" aria-disabled={pending}>
              Reject marked
            </Button>
          </div>
        </div>
      </Disclosure>
    </form>
  );
}

/**
 * What is still to be decided: the marks and words come back, so that only what was wrong has to be mended. An entry that
 * changed meanwhile has another mark, so it comes back without one.
 */
function leftOf(state: FormState, outcome: BulkOutcome | undefined): { marks: string[]; reason: string } {
  if (state.status === "problem") return { marks: listOf(state.values, "entries"), reason: textOf(state.values, "reason") };
  if (!outcome || outcome.skipped.length === 0) return { marks: [], reason: "" };
  return { marks: outcome.skipped.map(markOf), reason: outcome.reason };
}

function Outcome({ outcome }: { outcome: BulkOutcome }) {
  const { decided, skipped } = outcome;
  return (
    <Notice
      tone={skipped.length > 0 ? "warn" : "good"}
      live
      title={`${decided.length} decided, ${skipped.length} left as ${skipped.length === 1 ? "it was" : "they were"}.`}
    >
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
