import type { ReactNode } from "react";
import { Notice } from "../ui/notice";
import { Stat, StatList } from "../ui/stat";

interface PlanSummaryProps {
  runs: readonly string[];
  questions: number;
  devQuestions: number;
  calls: { calls: number; known: number; exact: boolean };
  refusals: readonly string[];
  warnings: readonly string[];
  /** The button that launches; left out where something forbids it. */
  children: ReactNode;
}

const number = new Intl.NumberFormat("en-GB");

/** What a launch would do and cost, and why it may not be done. */
export function PlanSummary({ runs, questions, devQuestions, calls, refusals, warnings, children }: PlanSummaryProps) {
  const about = calls.exact ? "" : "about ";
  return (
    <div className="grid gap-5">
      <StatList>
        <Stat label={runs.length === 1 ? "Run" : "Runs"} value={runs.length} detail={runs.length === 1 ? runs[0] : undefined} />
        <Stat
          label="Questions each"
          value={number.format(questions)}
          detail={devQuestions > 0 ? `learns on ${number.format(devQuestions)} dev questions` : undefined}
        />
        <Stat
          label="Model calls"
          value={`${about}${number.format(calls.calls)}`}
          detail={`${about}${number.format(calls.known)} of them are known already`}
        />
        <Stat label="Calls to wait for" value={`${about}${number.format(calls.calls - calls.known)}`} />
      </StatList>
      {refusals.length > 0 ? (
        <Notice tone="bad" title="This cannot be launched">
          <ul className="list-disc pl-5">
            {refusals.map((refusal) => (
              <li key={refusal}>{refusal}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      {refusals.length > 0 ? null : children}
    </div>
  );
}
