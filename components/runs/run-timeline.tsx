import { stateLabels } from "@/lib/runs/labels";
import type { RunState } from "@/lib/runs/states";
import type { RunEventRow } from "@/lib/runs/watching/schema";
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
          detail: why || event.worker ? <EventDetail why={why} worker={event.worker} /> : null,
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

function byWords({ by, secondsAfter, epoch }: RunEventRow): string {
  const parts = [
    `by ${by}`,
    ...(secondsAfter === null ? [] : [`${describeDuration(secondsAfter)} later`]),
    ...(epoch === null ? [] : [`epoch ${epoch}`]),
  ];
  return parts.join(" · ");
}

function EventDetail({ why, worker }: { why: string; worker: string | null }) {
  return (
    <>
      {why ? <p className="[overflow-wrap:anywhere]">{why}</p> : null}
      {worker ? <p className="text-ink-soft [overflow-wrap:anywhere]">{worker}</p> : null}
    </>
  );
}
