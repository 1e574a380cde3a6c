import type { BoardSplit } from "@/lib/boards/schema";
import type { SystemPage } from "@/lib/pages/find-system-page";
import { formatP } from "@/lib/statistics/labels";
import { EmergenceNote } from "../pages/emergence-note";
import { type ScopeColumns, ScopeTable } from "../pages/scope-table";
import { SplitTabs } from "../pages/split-tabs";
import { TextLink } from "../ui/navigation/text-link";
import { Section } from "../ui/section";

interface SystemScoresProps {
  page: SystemPage;
  columns: ScopeColumns;
  split: BoardSplit;
  /** Address of all its answers on the split. */
  answers: string;
}

/** What a system is worth beside the best single model of its pool, and the ways to its answers. */
export function SystemScores({ page, columns, split, answers }: SystemScoresProps) {
  return (
    <>
      <Section title="Scores" lead={explainGain(page)}>
        <SplitTabs path={`/systems/${page.slug}`} current={split} />
        {page.scores.length > 0 ? (
          <ScopeTable
            columns={columns}
            rows={page.scores}
            caption={`Scores of ${page.name}`}
            answers={`/systems/${page.slug}/answers`}
            split={split}
          />
        ) : (
          <p className="mt-4 text-ink-soft">It has not answered these questions yet.</p>
        )}
      </Section>
      {page.scores.some((score) => score.gain !== null) ? <Ways answers={answers} /> : null}
      {page.emergence ? <EmergenceNote emergence={page.emergence} href={`${answers}&outcome=emergent`} /> : null}
    </>
  );
}

function explainGain({ scores, method }: SystemPage) {
  const gain = scores[0]?.gain;
  if (method.isBaseline) return "This is the baseline that the other systems of the pool are measured against.";
  if (!gain) return "The best single model of its pool has not answered the same questions yet, so there is no gain to show.";
  return (
    <>
      Gains are over <TextLink href={`/models/${gain.baseline.slug}`}>{gain.baseline.name}</TextLink>, the best single model of the pool,
      chosen on practice questions, on the same questions: {gain.wins} won, {gain.losses} lost, {formatP(gain.p)}. Differences under{" "}
      {(gain.detectable * 100).toFixed(1)} points would often be missed with so many questions.
    </>
  );
}

function Ways({ answers }: { answers: string }) {
  const ways = [
    ["system-better", "where it beat the best single model"],
    ["single-better", "where the best single model beat it"],
    ["emergent", "which every member alone got wrong"],
    ["lost", "which a member knew and it lost"],
  ] as const;
  return (
    <p className="mt-4">
      Read the questions{" "}
      {ways.map(([outcome, words], place) => (
        <span key={outcome}>
          <TextLink href={`${answers}&outcome=${outcome}`}>{words}</TextLink>
          {place < ways.length - 1 ? ", " : "."}
        </span>
      ))}
    </p>
  );
}
