import type { BoardSplit } from "@/lib/boards/schema";
import type { ModelPage } from "@/lib/pages/find-model-page";
import { hiddenSentences } from "@/lib/pages/labels";
import { type ScopeColumns, ScopeTable } from "../pages/scope-table";
import { SplitTabs } from "../pages/split-tabs";
import { TextLink } from "../ui/navigation/text-link";
import { Section } from "../ui/section";

interface ModelScoresProps {
  page: ModelPage;
  columns: ScopeColumns;
  split: BoardSplit;
}

/** What a model is worth alone, or why no score is shown. */
export function ModelScores({ page, columns, split }: ModelScoresProps) {
  const { card, scores, hidden } = page;
  const path = `/models/${card.slug}`;
  if (card.state === "listed") {
    return (
      <Section title="Scores" className="mt-0">
        <p className="max-w-prose text-ink-soft">
          This model is not run here, so it has no scores. Its authors can <TextLink href="/submit">submit it</TextLink>.
        </p>
      </Section>
    );
  }
  if (card.router) {
    return (
      <Section title="Scores" className="mt-0">
        <p className="max-w-prose text-ink-soft">
          A router chooses who answers and answers nothing itself, so it has no scores of its own.
        </p>
      </Section>
    );
  }
  return (
    <Section
      title="Alone"
      className="mt-0"
      actions={scores.length > 0 ? <TextLink href={`${path}/answers?split=${split}`}>All its answers</TextLink> : null}
    >
      <SplitTabs path={path} current={split} />
      {hidden === null ? null : <p className="mt-4 max-w-prose text-ink-soft">{hiddenSentences[hidden]}</p>}
      {hidden === null && scores.length === 0 ? <p className="mt-4 text-ink-soft">It has not answered these questions yet.</p> : null}
      {scores.length > 0 ? (
        <ScopeTable columns={columns} rows={scores} caption={`Scores of ${card.name}`} answers={`${path}/answers`} split={split} />
      ) : null}
      {scores.length > 0 && !page.textsShown ? (
        <p className="mt-2 text-ink-soft text-sm">Its contributor agreed to published scores, not to published texts.</p>
      ) : null}
    </Section>
  );
}
