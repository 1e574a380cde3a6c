import type { ReactNode } from "react";
import type { RunEstimate } from "@/lib/runs/estimating/schema";
import { Notice } from "../ui/notice";
import { Stat, StatList } from "../ui/tables/stat";
import { describeDuration } from "./duration";

interface PlanSummaryProps {
  runs: readonly string[];
  questions: number;
  devQuestions: number;
  estimate: RunEstimate;
  /** Generated tokens after which each run pauses; null for never. */
  tokenCaps: readonly (number | null)[];
  refusals: readonly string[];
  warnings: readonly string[];
  /** The button that launches; left out where something forbids it. */
  children: ReactNode;
}

const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** What a launch would do and cost, and why it may not be done. */
export function PlanSummary({ runs, questions, devQuestions, estimate, tokenCaps, refusals, warnings, children }: PlanSummaryProps) {
  const about = estimate.exact ? "" : "about ";
  return (
    <div className="grid gap-5">
      <StatList>
        <Stat label={runs.length === 1 ? "Run" : "Runs"} value={runs.length} detail={runs.length === 1 ? runs[0] : undefined} />
        <Stat
          label="Questions each"
          value={number.format(questions)}
          detail={devQuestions > 0 ? `learns on ${number.format(devQuestions)} practice questions` : undefined}
        />
        <Stat
          label="New model calls"
          value={`${about}${number.format(estimate.requests.p50)}`}
          detail={`at most ${number.format(estimate.requests.p90)} in 9 of 10 cases; ${knownWords(estimate)}`}
        />
        <Stat
          label="Tokens to generate"
          value={`about ${number.format(estimate.tokens.p50)}`}
          detail={`at most ${number.format(estimate.tokens.p90)} in 9 of 10 cases`}
        />
        <Stat
          label="Time"
          value={estimate.seconds ? aboutTime(estimate.seconds.p50) : "not known yet"}
          detail={
            estimate.seconds
              ? `at most ${describeDuration(Math.max(1, estimate.seconds.p90))} in 9 of 10 cases, if nothing else waits`
              : "no run has measured a speed"
          }
        />
      </StatList>
      <div className="grid gap-2 text-ink-soft text-sm">
        <p>{basisOf(estimate)}</p>
        {estimate.scores.calls === 0 ? null : (
          <p>
            Scores: {about}
            {number.format(estimate.scores.calls)}, {number.format(estimate.scores.known)} of them known.
          </p>
        )}
        <p>{capWords(tokenCaps)}</p>
      </div>
      {refusals.length > 0 ? (
        <Notice tone="bad" title="This cannot be launched">
          <ul className="list-disc pl-5">
            {refusals.map((refusal) => (
              <li key={refusal}>{refusal}</li>
            ))}
          </ul>
          <p className="mt-2">Change the choice and show the plan again.</p>
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

/** What the memo spares. Both numbers rest on the same estimate, so that the new calls are never more than all. */
function knownWords({ known, requests, exact }: RunEstimate): string {
  if (known === 0) return "none of them is known already";
  const all = known + requests.p50;
  return `${exact ? "" : "about "}${number.format(known)} more are known already (${Math.floor((100 * known) / all)} % of all)`;
}

function aboutTime(seconds: number): string {
  return seconds < 1 ? "under a second" : `about ${describeDuration(seconds)}`;
}

/** When the runs stop to ask. */
function capWords(tokenCaps: readonly (number | null)[]): string {
  const caps = tokenCaps.filter((cap) => cap !== null);
  if (caps.length === 0) return "No limit on generated tokens.";
  const [least, most] = [Math.min(...caps), Math.max(...caps)];
  const each = tokenCaps.length === 1 ? "It pauses" : "Each pauses";
  const after = least === most ? number.format(least) : `${number.format(least)} to ${number.format(most)}`;
  return `${each} for approval after ${after} generated tokens.`;
}

/** On what the numbers rest. */
function basisOf({ lengths, requests, draws }: RunEstimate): string {
  if (requests.p90 === 0) return "Every call is known already: nothing is generated.";
  const parts = [
    [lengths.measured, "of the same model on the same task"],
    [lengths.similar, "of the same model, or on the same kind of task"],
    [lengths.guessed, "that nobody knows: half of the allowed length, give or take all of it"],
  ] as const;
  const words = parts.filter(([share]) => share >= 0.005).map(([share, what]) => `${Math.round(share * 100)} % ${what}`);
  return `Lengths of answers: ${words.join("; ")}. From ${number.format(draws)} draws.`;
}
