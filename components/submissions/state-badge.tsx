import { stateTitles } from "@/lib/submissions/labels";
import type { SubmissionState } from "@/lib/submissions/states";
import { Badge, type BadgeTone } from "../ui/badge";

const tones: Record<SubmissionState, BadgeTone> = {
  draft: "neutral",
  checking: "info",
  in_review: "info",
  changes_requested: "warn",
  approved: "good",
  admitted: "good",
  rejected: "bad",
  withdrawn: "neutral",
};

/** Where a submission stands, in two words. */
export function SubmissionStateBadge({ state }: { state: SubmissionState }) {
  return <Badge tone={tones[state]}>{stateTitles[state]}</Badge>;
}
