import { SaidText } from "../leaderboards/said-text";
import { DefinitionList } from "../ui/definition-list";
import { TextLink } from "../ui/text-link";

interface TraceViewProps {
  steps: readonly { stage: string; model: string; slug: string | null; text: string | null }[];
  decision: readonly { name: string; value: string }[];
}

/** Who said what, in order, and why the method decided so. */
export function TraceView({ steps, decision }: TraceViewProps) {
  return (
    <div className="grid gap-8">
      <ol className="grid gap-6 border-ensemble border-l-2 pl-5">
        {steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored trace never changes its order
          <li key={place} className="grid min-w-0 gap-1">
            <p className="text-sm">
              <span className="text-ink-faint tabular-nums">{place + 1}.</span>{" "}
              <span className="font-medium">
                {step.slug ? <TextLink href={`/models/${step.slug}`}>{step.model}</TextLink> : step.model}
              </span>
              <span className="text-ink-soft"> · {step.stage}</span>
            </p>
            <SaidText text={step.text} />
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
