import { blameLabels, failureAdvice, isFailureCode, retriesAtOnce } from "@/lib/runs/labels";
import type { FailureGroup } from "@/lib/runs/watching/schema";
import { Badge } from "../ui/badge";
import type { FormAction } from "../ui/forms/form-state";
import { TextLink } from "../ui/navigation/text-link";
import { Time } from "../ui/time";
import { RetryButton } from "./retry-button";

const shownNumbers = 12;

interface FailureGroupsProps {
  groups: readonly FailureGroup[];
  /** Null for those who may look only. */
  retry: FormAction | null;
}

/** Failed runs by reason, each with what to do, and one press for all of them. */
export function FailureGroups({ groups, retry }: FailureGroupsProps) {
  return (
    <ul className="grid gap-8">
      {groups.map((group) => (
        <li key={group.key} className="grid gap-2 border-rule border-t pt-4" data-failure-group={group.code}>
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span className="font-serif text-2xl tabular-nums">{group.count}</span>
            <span>{group.count === 1 ? "run" : "runs"}</span>
            <Badge tone="bad">{group.code}</Badge>
            <span className="text-ink-soft text-sm">
              {group.blame ? <>caused by {blameLabels[group.blame]} · </> : null}
              last <Time at={group.latest} />
            </span>
          </p>
          <p className="[overflow-wrap:anywhere]">{group.example}</p>
          {isFailureCode(group.code) ? <p className="max-w-prose text-ink-soft text-sm">{failureAdvice[group.code]}</p> : null}
          <Numbers numbers={group.numbers} />
          {retry ? (
            <RetryButton
              name="group"
              value={group.key}
              label={`Retry ${whichOf(group.count)}`}
              waiting="Queueing"
              confirmation={`Yes, queue ${whichOf(group.count)} again`}
              action={retry}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function whichOf(count: number): string {
  if (count === 1) return "this run";
  return count > retriesAtOnce ? `the oldest ${retriesAtOnce} of these ${count} runs` : `these ${count} runs`;
}

function Numbers({ numbers }: { numbers: readonly number[] }) {
  const more = numbers.length - shownNumbers;
  return (
    <p className="flex flex-wrap gap-x-3 text-sm">
      {numbers.slice(0, shownNumbers).map((number) => (
        <TextLink key={number} href={`/runs/${number}`}>
          #{number}
        </TextLink>
      ))}
      {more > 0 ? <span className="text-ink-soft">and {more} more</span> : null}
    </p>
  );
}
