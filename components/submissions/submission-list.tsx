import { verdictOf, verdictWords } from "@/lib/hub/labels";
import { nextSteps } from "@/lib/submissions/labels";
import type { SubmissionRow } from "@/lib/submissions/queries";
import type { SubmissionState } from "@/lib/submissions/states";
import { TextLink } from "../ui/navigation/text-link";
import { Time } from "../ui/time";
import { visibleText } from "../ui/visible-text";
import { SubmissionStateBadge } from "./state-badge";

/** One's own submissions: which model, where it stands, what comes next. */
export function SubmissionList({ submissions }: { submissions: readonly SubmissionRow[] }) {
  return (
    <ul className="divide-y divide-rule border-rule border-y">
      {submissions.map((submission) => (
        <li key={submission.number} className="grid gap-1 py-4">
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <TextLink
              href={submission.state === "draft" ? `/submit?draft=${submission.number}` : `/submissions/${submission.number}`}
              className="font-semibold [overflow-wrap:anywhere]"
            >
              #{submission.number} {submission.hubId || "No model named yet"}
            </TextLink>
            <SubmissionStateBadge state={submission.state} />
          </div>
          {submission.description ? (
            <p dir="auto" className="max-w-prose text-ink-soft text-sm [overflow-wrap:anywhere]">
              {visibleText(submission.description)}
            </p>
          ) : null}
          <p className="text-ink-soft text-sm">
            {nextSteps[submission.state]}{" "}
            {submission.report && isBeforePool(submission.state) ? `${verdictWords(verdictOf(submission.report.checks), "your")} ` : ""}
            Last change <Time at={submission.updatedAt} />.
          </p>
        </li>
      ))}
    </ul>
  );
}

/** While the entry may still be mended, what the checks say is worth a line. */
function isBeforePool(state: SubmissionState): boolean {
  return state === "checking" || state === "in_review" || state === "changes_requested";
}
