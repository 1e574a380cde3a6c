import { stateTitles } from "@/lib/submissions/labels";
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
