import type { ComponentProps } from "react";
import type { SubmissionDetail } from "@/lib/submissions/queries";
import { Notice } from "../ui/notice";
import { ReviewKeys } from "./keys";
import { ReviewForm } from "./review-form";

interface DecisionProps {
  submission: SubmissionDetail;
  action: ComponentProps<typeof ReviewForm>["action"];
}

/** The decision on a submission with its keys, or why there is none to make. */
export function Decision({ submission, action }: DecisionProps) {
  if (submission.own) return <Notice title="This is your own submission.">Another maintainer decides it.</Notice>;
  if (submission.state !== "in_review") return <Notice title="There is nothing to decide now.">It is not in review at the moment.</Notice>;
  const { report } = submission;
  return (
    <div className="grid gap-4">
      <h2>Decision</h2>
      <ReviewForm
        key={submission.number}
        number={submission.number}
        hubId={submission.hubId}
        version={submission.version}
        checks={report?.checks ?? []}
        canApprove={report?.commit !== null && report !== null}
        action={action}
      />
      <ReviewKeys bindings={bindings} sends />
    </div>
  );
}

/** A key chooses a decision and leads to what comes next; nothing is sent by a single key. */
const bindings = [
  { key: "a", does: "Choose to approve", target: "#field-decision-approve", act: "press", leadsTo: "[data-send]" },
  { key: "c", does: "Choose to ask for changes", target: "#field-decision-request_changes", act: "press", leadsTo: "#field-reason" },
  { key: "r", does: "Choose to reject", target: "#field-decision-reject", act: "press", leadsTo: "#field-reason" },
  { key: "e", does: "Write the reason", target: "#field-reason", act: "focus" },
  { key: "w", does: "Go to the exceptions", target: "[name=waivers]", act: "next" },
  { key: "j", does: "Next entry of the queue", target: "[data-key=j]", act: "press" },
  { key: "k", does: "Previous entry of the queue", target: "[data-key=k]", act: "press" },
] as const;
