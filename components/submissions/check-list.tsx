import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import { checkTitles, outcomeInWords, wordsForSubmitter } from "@/lib/hub/labels";
import type { Check, CheckOutcome } from "@/lib/hub/schema";
import { cn } from "../ui/cn";
import { TextLink } from "../ui/navigation/text-link";
import { visibleText } from "../ui/visible-text";

const marks = {
  pass: { icon: CircleCheck, colour: "text-good" },
  warn: { icon: TriangleAlert, colour: "text-warn" },
  fail: { icon: CircleAlert, colour: "text-bad" },
  unknown: { icon: CircleHelp, colour: "text-ink-soft" },
} as const;

const order: Record<CheckOutcome, number> = { fail: 0, unknown: 1, warn: 2, pass: 3 };

interface CheckListProps {
  checks: readonly Check[];
  label: string;
  /** Whether the reader is who submits the model. */
  own: boolean;
  /** Whether an account at the Hub can be linked here. */
  mayLink?: boolean;
}

/** The checks of a model, those that need somebody first: what came out, and what to do about it. */
export function CheckList({ checks, label, own, mayLink = false }: CheckListProps) {
  const sorted = [...checks].sort((one, other) => order[one.outcome] - order[other.outcome]);
  return (
    <ul aria-label={label} className="grid divide-y divide-rule border-rule border-y">
      {sorted.map((check) => (
        <CheckItem
          key={check.id}
          check={check}
          own={own}
          linksAccount={own && mayLink && check.id === "owner" && check.outcome !== "pass"}
        />
      ))}
    </ul>
  );
}

function CheckItem({ check, own, linksAccount }: { check: Check; own: boolean; linksAccount: boolean }) {
  const { icon: Icon, colour } = marks[check.outcome];
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3 py-2 text-sm">
      <Icon aria-hidden="true" className={cn("mt-0.5 size-4", colour)} />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>
          <span className="font-semibold">{checkTitles[check.id]}</span>
          <span className="sr-only">: {outcomeInWords(check)}</span>
          <span className="text-ink-soft"> · {visibleText(own ? wordsForSubmitter(check.text) : check.text)}</span>
        </p>
        {check.fix ? <p className="mt-0.5 text-ink">{visibleText(check.fix)}</p> : null}
        {linksAccount ? (
          <p className="mt-0.5">
            <TextLink href="/account#ways-in" target="_blank">
              Link your account in a new tab
            </TextLink>
          </p>
        ) : null}
      </div>
    </li>
  );
}
