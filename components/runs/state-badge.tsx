import { stateLabels } from "@/lib/runs/labels";
import type { RunState } from "@/lib/runs/states";
import { Badge, type BadgeTone } from "../ui/badge";

const tones: Record<RunState, BadgeTone> = {
  queued: "neutral",
  running: "info",
  needs_approval: "warn",
  blocked_consent: "warn",
  cancelling: "warn",
  cancelled: "neutral",
  done: "good",
  failed: "bad",
};

export function StateBadge({ state }: { state: RunState }) {
  return <Badge tone={tones[state]}>{stateLabels[state]}</Badge>;
}
