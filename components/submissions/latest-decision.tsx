import { decisionTitles } from "@/lib/reviews/labels";
import type { SubmissionDetail } from "@/lib/submissions/queries";
import { Notice } from "../ui/notice";
import { Time } from "../ui/time";
import { visibleText } from "../ui/visible-text";

const tones = { approve: "good", request_changes: "warn", reject: "bad" } as const;

/** The decision in force and the maintainer's words, above everything else. */
export function LatestDecision({ submission: { state, reviews } }: { submission: Pick<SubmissionDetail, "state" | "reviews"> }) {
  const latest = reviews.at(-1);
  if (!latest || !["changes_requested", "rejected", "approved", "admitted"].includes(state)) return null;
  if (latest.reason === "" && latest.decision === "approve") return null;
  return (
    <Notice
      tone={tones[latest.decision]}
      className="mt-6"
      title={`${decisionTitles[latest.decision]} by ${latest.reviewer.name ?? "a maintainer"}`}
    >
      <p className="whitespace-pre-line [unicode-bidi:plaintext] [overflow-wrap:anywhere]">{visibleText(latest.reason)}</p>
      <p className="mt-1 text-ink-soft text-sm">
        <Time at={latest.createdAt} />
      </p>
    </Notice>
  );
}
