import { decisionEffects, decisionTitles } from "@/lib/reviews/labels";
import type { LatestDecision } from "@/lib/reviews/queries";
import { TextLink } from "../ui/navigation/text-link";
import { Notice } from "../ui/notice";

interface DecidedNoticeProps {
  decision: LatestDecision;
  /** Entries that still wait. */
  waiting: number;
}

/** What the reader has just decided, by name, and what follows from it. */
export function DecidedNotice({ decision: { number, hubId, decision, by }, waiting }: DecidedNoticeProps) {
  return (
    <Notice
      tone="good"
      live
      className="mb-8"
      title={
        <span className="[overflow-wrap:anywhere]">
          {decisionTitles[decision]} by {by}: <TextLink href={`/reviews/${number}`}>#{number}</TextLink> {hubId}
        </span>
      }
    >
      {decisionEffects[decision]} {waiting === 0 ? "Nothing else waits." : `${waiting} still waiting.`}
    </Notice>
  );
}
