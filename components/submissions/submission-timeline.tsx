import { nextSteps, stateTitles } from "@/lib/submissions/labels";
import type { SubmissionDetail } from "@/lib/submissions/queries";
import type { SubmissionState } from "@/lib/submissions/states";
import { Timeline, type TimelineEntry } from "../ui/timeline";
import { visibleText } from "../ui/visible-text";

const titles: Record<SubmissionState, string> = {
  draft: "Draft begun",
  checking: "Received",
  in_review: "Handed to review",
  changes_requested: "Changes wanted",
  approved: "Approved",
  admitted: "In the pool",
  rejected: "Not accepted",
  withdrawn: "Withdrawn",
};

const tones: Partial<Record<SubmissionState, TimelineEntry["tone"]>> = {
  changes_requested: "warn",
  approved: "good",
  admitted: "good",
  rejected: "bad",
};

/** What happened to a submission: what, who, when and why. */
export function SubmissionTimeline({ events }: { events: SubmissionDetail["events"] }) {
  return (
    <Timeline
      label="History of the submission"
      entries={events.map((event) => ({
        key: event.key,
        at: event.at,
        by: event.who,
        title: titles[event.to],
        tone: tones[event.to],
        detail:
          event.why && event.why !== `${stateTitles[event.to]}.` ? (
            <p className="whitespace-pre-line [unicode-bidi:plaintext] [overflow-wrap:anywhere]">{visibleText(event.why)}</p>
          ) : null,
      }))}
    />
  );
}

const way: readonly SubmissionState[] = ["checking", "in_review", "approved", "admitted"];
const wayTitles: Partial<Record<SubmissionState, string>> = {
  checking: "Received",
  in_review: "Review",
  approved: "Approved",
  admitted: "In the pool",
};

/** How far a submission has come on the usual way, and what comes next. */
export function SubmissionProgress({ state }: { state: SubmissionState }) {
  // An entry that is sent back was in review: that is how far it came.
  const place = way.indexOf(state === "changes_requested" ? "in_review" : state);
  const ended = state === "rejected" || state === "withdrawn" || state === "draft";
  return (
    <div className="grid gap-3">
      {ended ? null : (
        <ol aria-label="The way of a submission" className="grid grid-cols-4 gap-1 sm:gap-2">
          {way.map((step, index) => (
            <li key={step} aria-current={index === place ? "step" : undefined} className="grid gap-1">
              <span aria-hidden="true" className={index <= place ? "h-1 bg-accent" : "h-1 bg-rule"} />
              <span className={index === place ? "font-semibold text-sm" : "text-ink-soft text-sm"}>{wayTitles[step]}</span>
            </li>
          ))}
        </ol>
      )}
      <p className="max-w-prose">
        <span className="font-semibold">{stateTitles[state]}.</span> {nextSteps[state]}
      </p>
    </div>
  );
}
