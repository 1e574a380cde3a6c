import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import { checkTitles, outcomeTitles } from "@/lib/hub/labels";
import type { Check, CheckOutcome } from "@/lib/hub/schema";
import { cn } from "../ui/cn";
import { visibleText } from "../ui/visible-text";

const marks = {
  pass: { icon: CircleCheck, colour: "text-good" },
  warn: { icon: TriangleAlert, colour: "text-warn" },
  fail: { icon: CircleAlert, colour: "text-bad" },
  unknown: { icon: CircleHelp, colour: "text-ink-soft" },
} as const;

const order: Record<CheckOutcome, number> = { fail: 0, unknown: 1, warn: 2, pass: 3 };

/** The checks of a model, those that need somebody first: what came out, and what to do about it. */
export function CheckList({ checks, label }: { checks: readonly Check[]; label: string }) {
  const sorted = [...checks].sort((one, other) => order[one.outcome] - order[other.outcome]);
  return (
    <ul aria-label={label} className="grid divide-y divide-rule border-rule border-y">
      {sorted.map((check) => (
        <CheckItem key={check.id} check={check} />
      ))}
    </ul>
  );
}

function CheckItem({ check }: { check: Check }) {
  const { icon: Icon, colour } = marks[check.outcome];
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3 py-2 text-sm">
      <Icon aria-hidden="true" className={cn("mt-0.5 size-4", colour)} />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>
          <span className="font-semibold">{checkTitles[check.id]}</span>
          <span className="sr-only">: {outcomeTitles[check.outcome]}</span>
          <span className="text-ink-soft"> · {visibleText(check.text)}</span>
        </p>
        {check.fix ? <p className="mt-0.5 text-ink">{visibleText(check.fix)}</p> : null}
      </div>
    </li>
  );
}

/** "9 passed, 1 not met": the sum of a report in a line. */
export function checksInWords(checks: readonly Pick<Check, "outcome">[]): string {
  const words: Record<CheckOutcome, string> = { fail: "not met", unknown: "open", warn: "to look at", pass: "passed" };
  const outcomes: CheckOutcome[] = ["fail", "unknown", "warn", "pass"];
  return outcomes
    .map((outcome) => ({ outcome, count: checks.filter((check) => check.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${words[outcome]}`)
    .join(", ");
}
