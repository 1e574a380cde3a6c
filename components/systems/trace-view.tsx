import type { ReactNode } from "react";
import type { ShownTrace } from "@/lib/pages/trace";
import { SaidText } from "../results/said-text";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/navigation/text-link";
import { DefinitionList } from "../ui/tables/definition-list";
import { ChoiceLine } from "./choice-line";

interface TraceViewProps {
  steps: readonly (ShownTrace["steps"][number] & { more?: ReactNode })[];
  decision: ShownTrace["decision"];
}

/** Who said what, stage by stage, and why the method decided so. */
export function TraceView({ steps, decision }: TraceViewProps) {
  return (
    <div className="grid gap-8">
      <ol className="grid gap-6 border-ensemble border-l-2 pl-5">
        {inStages(steps).map(({ stage, voices }) => (
          <li key={stage} className="grid min-w-0 gap-2">
            <h3 className="font-sans text-base text-ink-soft">{upperFirst(stage)}</h3>
            <ul className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
              {voices.map(({ model, href, text, choice, change, more }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a stored trace never changes its order
                <li key={place} className="min-w-0">
                  <p className="font-medium text-sm">
                    {href ? <TextLink href={href}>{model}</TextLink> : model} <ChangeMark change={change} />
                  </p>
                  {choice ? <ChoiceLine choice={choice} /> : null}
                  <SaidText text={text} />
                  {more}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {decision.length > 0 ? (
        <div>
          <h3 className="mb-2">Why it decided so</h3>
          <DefinitionList items={decision.map(({ name, value }) => ({ term: name, value }))} />
        </div>
      ) : null}
    </div>
  );
}

/** Readings longer than this say no more than that they differ. */
const shortReading = 24;

/** Where a model says something else than it did before. */
function ChangeMark({ change }: { change: Step["change"] }) {
  if (!change) return null;
  const [from, to] = [change.from ?? "nothing readable", change.to ?? "nothing readable"];
  const told = from.length <= shortReading && to.length <= shortReading;
  return <Badge tone="info">{told ? `Changed: ${from} → ${to}` : "Changed its answer"}</Badge>;
}

type Step = TraceViewProps["steps"][number];

/** Steps of one name that follow each other were taken at the same time. */
function inStages(steps: readonly Step[]): { stage: string; voices: Step[] }[] {
  const stages: { stage: string; voices: Step[] }[] = [];
  for (const step of steps) {
    const last = stages.at(-1);
    if (last?.stage === step.stage) last.voices.push(step);
    else stages.push({ stage: step.stage, voices: [step] });
  }
  return stages;
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
