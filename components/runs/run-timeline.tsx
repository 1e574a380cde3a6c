import { stateLabels } from "@/lib/runs/labels";
import type { RunState } from "@/lib/runs/states";
import type { RunEventRow } from "@/lib/runs/watching/schema";
import { TechnicalDetails } from "../ui/technical-details";
import { Timeline } from "../ui/timeline";
import { describeDuration } from "./duration";

const tones: Partial<Record<RunState, "good" | "warn" | "bad">> = {
  done: "good",
  failed: "bad",
  cancelling: "warn",
  needs_approval: "warn",
  blocked_consent: "warn",
};

/** What happened to a run, in order: when, how long after the event before, by whom, and why. */
export function RunTimeline({ events }: { events: readonly RunEventRow[] }) {
  return (
    <Timeline
      label="History of the run"
      entries={events.map((event) => {
        const { title, why } = wordsOf(event);
        return {
          key: event.key,
          at: event.createdAt,
          title,
          by: byWords(event),
          detail: <EventDetail why={why} worker={event.worker} epoch={event.epoch} />,
          tone: tones[event.to],
        };
      })}
    />
  );
}

/** What changes no state is called by what happened: the reason up to its colon, the rest of it below. */
function wordsOf({ from, to, why }: RunEventRow): { title: string; why: string } {
  if (from !== to || why === "") return { title: stateLabels[to], why };
  const [title = "", ...rest] = why.split(": ");
  return { title: title.charAt(0).toUpperCase() + title.slice(1), why: rest.join(": ") };
}

function byWords({ by, secondsAfter }: RunEventRow): string {
  return secondsAfter === null ? `by ${by}` : `by ${by} · ${describeDuration(secondsAfter)} later`;
}

function EventDetail({ why, worker, epoch }: Pick<RunEventRow, "why" | "worker" | "epoch">) {
  return (
    <>
      {why ? <p className="[overflow-wrap:anywhere]">{why}</p> : null}
      {worker === null && epoch === null ? null : (
        <TechnicalDetails>
          {worker === null ? null : <p>Worker {worker}</p>}
          {epoch === null ? null : <p>Lease, epoch {epoch}</p>}
        </TechnicalDetails>
      )}
    </>
  );
}
