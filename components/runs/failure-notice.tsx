import { blameLabels, failureAdvice, isFailureCode } from "@/lib/runs/labels";
import type { RunSnapshot } from "@/lib/runs/schema";
import { Notice } from "../ui/notice";

/** Why a run failed, whose fault it is, and what to do. Nothing for a run that has not failed. */
export function FailureNotice({ snapshot }: { snapshot: RunSnapshot }) {
  const { state, failureCode, failureMessage, blame } = snapshot;
  if (state !== "failed") return null;
  return (
    <Notice tone="bad" title={failureMessage ?? "The run failed."} className="mb-6">
      {isFailureCode(failureCode) ? <p>{failureAdvice[failureCode]}</p> : null}
      <p className="text-ink-soft text-sm">
        {failureCode}
        {blame ? <> · caused by {blameLabels[blame]}</> : null}
      </p>
    </Notice>
  );
}
