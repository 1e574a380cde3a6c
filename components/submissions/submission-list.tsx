import { nextSteps } from "@/lib/submissions/labels";
import type { SubmissionRow } from "@/lib/submissions/queries";
import { TextLink } from "../ui/navigation/text-link";
import { Time } from "../ui/time";
import { visibleText } from "../ui/visible-text";
import { checksInWords } from "./check-list";
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
            {nextSteps[submission.state]} {submission.report ? `Checks: ${checksInWords(submission.report.checks)}. ` : ""}
            Last change <Time at={submission.updatedAt} />.
          </p>
        </li>
      ))}
    </ul>
  );
}
