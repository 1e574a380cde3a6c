import type { ReactNode } from "react";
import type { QuestionPage } from "@/lib/pages/find-question-page";
import { CertaintyNote, DoubtBadge } from "../runs/certainty-note";
import { TextLink } from "../ui/navigation/text-link";
import { visibleText } from "../ui/visible-text";
import { Verdict } from "./answers-table";
import { SaidText } from "./said-text";

interface SaidAnswerProps {
  answer: QuestionPage["models"][number];
  /** Page of who said it. */
  href: string;
  /** How the answer came about. */
  more?: ReactNode;
}

/** One voice: who, what, and whether it was right. */
export function SaidAnswer({ answer, href, more }: SaidAnswerProps) {
  const { name, text, parsed, parseReason, score, certainty, run } = answer;
  return (
    <li className="grid gap-x-8 gap-y-2 border-rule border-t py-4 sm:grid-cols-[14rem_1fr]">
      <div className="grid content-start justify-items-start gap-1">
        <TextLink href={href} quiet className="font-medium">
          {name}
        </TextLink>
        <Verdict score={score} />
        <DoubtBadge certainty={certainty} />
      </div>
      <div className="grid min-w-0 content-start gap-2">
        <SaidText text={text} />
        {text === null ? null : (
          <p className="text-ink-soft text-sm">
            <bdi>{visibleText(parsed === null ? `Could not be read: ${parseReason}` : `Read as ${parsed} (${parseReason})`)}</bdi>{" "}
            <CertaintyNote certainty={certainty} /> ·{" "}
            <TextLink href={`/runs/${run}`} quiet>
              run #{run}
            </TextLink>
          </p>
        )}
        {more}
      </div>
    </li>
  );
}
