import { stateLabels } from "@/lib/runs/labels";
import type { RunEventRow } from "@/lib/runs/schema";
import type { RunState } from "@/lib/runs/states";
import { Timeline } from "../ui/timeline";

const tones: Partial<Record<RunState, "good" | "warn" | "bad">> = {
  done: "good",
  failed: "bad",
  cancelling: "warn",
  needs_approval: "warn",
  blocked_consent: "warn",
};

/** What happened to a run, in order. */
export function RunTimeline({ events }: { events: readonly RunEventRow[] }) {
  return (
    <Timeline
      label="History of the run"
      entries={events.map((event) => ({
        key: event.key,
        at: event.createdAt,
        title: stateLabels[event.to],
        by: `by ${event.by}`,
        detail: event.why,
        tone: tones[event.to],
      }))}
    />
  );
}
