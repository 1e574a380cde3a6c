import { blameLabels, failureAdvice, failureComfort, isFailureCode } from "@/lib/runs/labels";
import type { RunSnapshot } from "@/lib/runs/watching/schema";
import { Notice } from "../ui/notice";

interface FailureNoticeProps {
  snapshot: RunSnapshot;
  /** Whether the reader can do what there is to do. */
  mayRetry: boolean;
}

/** Why a run failed, whose fault it is, and what to do. Nothing for a run that has not failed. */
export function FailureNotice({ snapshot, mayRetry }: FailureNoticeProps) {
  const { state, failureCode, failureMessage, blame } = snapshot;
  if (state !== "failed") return null;
  return (
    <Notice tone="bad" title={failureMessage ?? "The run failed."} className="mb-6">
      <p>{mayRetry && isFailureCode(failureCode) ? failureAdvice[failureCode] : failureComfort}</p>
      <p className="text-ink-soft text-sm">
        {failureCode}
        {blame ? <> · caused by {blameLabels[blame]}</> : null}
      </p>
    </Notice>
  );
}
