import type { ReactNode } from "react";
import type { RunDetail, RunSnapshot } from "@/lib/runs/watching/schema";
import { LinkButton } from "../ui/navigation/link-button";
import { Notice } from "../ui/notice";

interface WaitingNoticeProps {
  run: RunDetail;
  snapshot: RunSnapshot;
  /** The form that approves; for those who may. */
  children?: ReactNode;
}

/** Why a run waits for a person, and what this person can do about it. Nothing for a run that does not wait for one. */
export function WaitingNotice({ run, snapshot, children }: WaitingNoticeProps) {
  if (run.state === "needs_approval") {
    return (
      <Notice tone="warn" title="This run waits for approval" className="mb-6">
        <p>{run.pause?.why ?? "It passed one of its limits."} Everything that was answered is kept.</p>
        {children}
      </Notice>
    );
  }
  if (run.state !== "blocked_consent") return null;
  return (
    <Notice tone="warn" title={snapshot.failureMessage ?? "A contributor's consent is missing."} className="mb-6">
      <p>Nothing is sent to these models any more. What was answered before is kept.</p>
      {run.planAgain ? <NextStep planAgain={run.planAgain} /> : null}
    </Notice>
  );
}

function NextStep({ planAgain }: { planAgain: NonNullable<RunDetail["planAgain"]> }) {
  const names = planAgain.without.map((model) => model.name).join(", ");
  if (planAgain.address) {
    return (
      <div className="mt-3">
        <LinkButton href={planAgain.address} variant="primary">
          Plan again without {names}
        </LinkButton>
        <p className="mt-2 text-ink-soft text-sm">You see the plan first. Launching it cancels this run.</p>
      </div>
    );
  }
  const words =
    planAgain.without.length === 0
      ? "They may be used again: retry the run, and it goes on where it stopped."
      : "No model is left to plan with: cancel the run, or retry it when they may be used again.";
  return <p className="mt-2">{words}</p>;
}
