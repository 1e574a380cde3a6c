import { stateLabels } from "@/lib/runs/labels";
import type { RunEventRow } from "@/lib/runs/schema";
import type { RunState } from "@/lib/runs/states";
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
      entries={events.map((event) => ({
        key: event.key,
        at: event.createdAt,
        title: event.from === event.to ? `Still ${stateLabels[event.to].toLowerCase()}` : stateLabels[event.to],
        by: byWords(event),
        detail: event.why || event.worker ? <EventDetail event={event} /> : null,
        tone: tones[event.to],
      }))}
    />
  );
}

function byWords({ by, secondsAfter, epoch }: RunEventRow): string {
  const parts = [
    `by ${by}`,
    ...(secondsAfter === null ? [] : [`${describeDuration(secondsAfter)} later`]),
    ...(epoch === null ? [] : [`epoch ${epoch}`]),
  ];
  return parts.join(" · ");
}

function EventDetail({ event }: { event: RunEventRow }) {
  return (
    <>
      {event.why ? <p className="[overflow-wrap:anywhere]">{event.why}</p> : null}
      {event.worker ? <p className="text-ink-soft [overflow-wrap:anywhere]">{event.worker}</p> : null}
    </>
  );
}
