import type { ShownResult } from "@/lib/results/schema";
import { ChoiceLine } from "../systems/choice-line";
import { Badge } from "../ui/badge";
import { Disclosure } from "../ui/disclosure";
import { visibleText } from "../ui/visible-text";
import { CertaintyNote, DoubtBadge } from "./certainty-note";

const withheld = "Not published: the contributor has not agreed to published texts.";

/** One question, the answer with its score, and what every member said on the way. */
export function ResultCard({ result }: { result: ShownResult }) {
  return (
    <article className="grid gap-3 border-rule border-t py-5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-ink-soft text-sm">
        <span>{result.task}</span>
        <span className="inline-flex flex-wrap gap-2">
          {result.cut ? <Badge tone="warn">Cut at the limit of tokens</Badge> : null}
          <DoubtBadge certainty={result.certainty} />
          <Verdict result={result} />
        </span>
      </p>
      <div className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
        <Text title="Question" text={result.prompt} />
        <div className="grid content-start gap-2">
          <Text title="Answer" text={result.answer} />
          {result.answer === null ? null : (
            <p className="text-ink-soft text-sm">
              <bdi>
                {visibleText(
                  result.parsed === null ? `Could not be read: ${result.parseReason}` : `Read as ${result.parsed} (${result.parseReason})`,
                )}
              </bdi>
              {result.mocoScore === null || result.mocoScore === result.score
                ? null
                : ` MoCo's rules give it ${formatShare(result.mocoScore)}.`}{" "}
              <CertaintyNote certainty={result.certainty} />
            </p>
          )}
        </div>
      </div>
      {result.steps.length > 0 ? (
        <Disclosure summary={`How the answer came about: ${result.steps.length} ${result.steps.length === 1 ? "step" : "steps"}`}>
          <ol className="grid gap-3 border-rule border-l pl-4">
            {result.steps.map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a stored trace never changes its order
              <li key={place}>
                {step.choice ? <ChoiceLine choice={step.choice} /> : null}
                <Text title={`${step.model} · ${step.stage}`} text={step.text} />
              </li>
            ))}
          </ol>
          {result.decision.map(({ name, value }) => (
            <p key={name} className="mt-2 text-sm [overflow-wrap:anywhere]">
              <span className="text-ink-soft">{visibleText(name)}:</span> <bdi>{visibleText(value)}</bdi>
            </p>
          ))}
        </Disclosure>
      ) : null}
    </article>
  );
}

function formatShare(score: number): string {
  return `${Math.round(score * 100)} %`;
}

function Verdict({ result }: { result: ShownResult }) {
  if (result.answer !== null && result.parsed === null && result.score < 1) return <Badge tone="warn">Could not be read</Badge>;
  if (result.score >= 1) return <Badge tone="good">Right</Badge>;
  if (result.score <= 0) return <Badge tone="bad">Wrong</Badge>;
  return <Badge tone="warn">Partly right, {Math.round(result.score * 100)} %</Badge>;
}

function Text({ title, text }: { title: string; text: string | null }) {
  return (
    <div className="min-w-0">
      <p className="text-ink-soft text-sm">{visibleText(title)}</p>
      {text === null ? (
        <p className="text-ink-faint text-sm">{withheld}</p>
      ) : (
        <p className="whitespace-pre-wrap font-mono text-sm [overflow-wrap:anywhere] [unicode-bidi:plaintext]">
          {text === "" ? "(nothing)" : visibleText(text)}
        </p>
      )}
    </div>
  );
}
