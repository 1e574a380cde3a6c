import { nextSteps, stateTitles } from "@/lib/submissions/labels";
import type { SubmissionState } from "@/lib/submissions/states";
import { cn } from "../ui/cn";
import { TextLink } from "../ui/navigation/text-link";
import { Time } from "../ui/time";
import { type PoolStep, poolStepTitles } from "./steps-after-pool";

const untilPool: readonly SubmissionState[] = ["checking", "in_review", "approved", "admitted"];
const titlesUntilPool: Partial<Record<SubmissionState, string>> = {
  checking: "Received",
  in_review: "Review",
  approved: "Approved",
  admitted: "In the pool",
};

interface SubmissionProgressProps {
  state: SubmissionState;
  /** What follows the pool; null before it is there. */
  after: readonly PoolStep[] | null;
}

/** How far a submission has come on its way to a published score, and what comes next. */
export function SubmissionProgress({ state, after }: SubmissionProgressProps) {
  const ended = state === "rejected" || state === "withdrawn" || state === "draft";
  return (
    <div className="grid gap-3">
      {ended ? null : <Way state={state} after={after ?? []} />}
      {after ? (
        <AfterPool steps={after} />
      ) : (
        <p className="max-w-prose">
          <span className="font-semibold">{stateTitles[state]}.</span> {nextSteps[state]}
        </p>
      )}
    </div>
  );
}

function Way({ state, after }: { state: SubmissionState; after: readonly PoolStep[] }) {
  // An entry that is sent back was in review: that is how far it came.
  const place = untilPool.indexOf(state === "changes_requested" ? "in_review" : state);
  const current = after.findIndex(({ standing }) => standing === "now" || standing === "stopped");
  const reached = after.filter(({ standing }) => standing === "reached").length;
  const here = current === -1 ? place + reached : untilPool.length + current;
  const titles = [...untilPool.map((step) => titlesUntilPool[step]), ...Object.values(poolStepTitles)];
  return (
    <ol aria-label="The way of a submission" className="grid grid-cols-4 gap-x-1 gap-y-3 sm:gap-x-2 lg:grid-cols-8">
      {titles.map((title, index) => (
        <li key={title} aria-current={index === here ? "step" : undefined} className="grid content-start gap-1">
          <span aria-hidden="true" className={index <= here ? "h-1 bg-accent" : "h-1 bg-rule"} />
          <span className={index === here ? "font-semibold text-sm" : "text-ink-soft text-sm"}>{title}</span>
        </li>
      ))}
    </ol>
  );
}

const marks: Record<PoolStep["standing"], string> = {
  reached: "border-l-good",
  now: "border-l-accent",
  next: "border-l-rule-strong",
  ahead: "border-l-rule",
  stopped: "border-l-warn",
};
const standings: Record<PoolStep["standing"], string> = { reached: "done", now: "now", next: "next", ahead: "to come", stopped: "stopped" };

function AfterPool({ steps }: { steps: readonly PoolStep[] }) {
  return (
    <ol aria-label="After the pool" className="mt-2 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      {steps.map(({ name, standing, at, words, link }) => (
        <li key={name} className={cn("grid content-start gap-1 border-l-4 pl-3", marks[standing])}>
          <p className="font-semibold">
            {poolStepTitles[name]} <span className="font-normal text-ink-soft text-sm">{standings[standing]}</span>
          </p>
          {at ? (
            <p className="text-ink-soft text-sm">
              <Time at={at} />
            </p>
          ) : null}
          <p className={standing === "ahead" ? "text-ink-soft text-sm" : "text-sm"}>{words}</p>
          {link ? (
            <p className="text-sm">
              <TextLink href={link.href}>{link.label}</TextLink>
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
