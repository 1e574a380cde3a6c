import type { Metadata } from "next";
import { cache } from "react";
import { currentActor } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { Page } from "@/components/layout/page";
import { EmergenceNote } from "@/components/pages/emergence-note";
import { FlagList } from "@/components/pages/flag-list";
import { ScopeTable } from "@/components/pages/scope-table";
import { SplitTabs } from "@/components/pages/split-tabs";
import { LearnedRanking } from "@/components/systems/learned-ranking";
import { SystemFacts } from "@/components/systems/system-facts";
import { SystemMembers } from "@/components/systems/system-members";
import { SystemSources } from "@/components/systems/system-sources";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { BoardSplit } from "@/lib/boards/schema";
import { findSystemPage, type SystemPage } from "@/lib/pages/find-system-page";
import { hiddenSentences } from "@/lib/pages/labels";
import { pageView } from "@/lib/pages/schema";
import { formatP } from "@/lib/statistics/labels";

interface SystemPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const read = cache(async (slug: string, split: BoardSplit) => visibleOr404(findSystemPage(await currentActor(), slug, split)));

async function load({ params, searchParams }: SystemPageProps) {
  const { split } = pageView.parse(await searchParams);
  return { split, page: await read((await params).slug, split) };
}

export async function generateMetadata(properties: SystemPageProps): Promise<Metadata> {
  return { title: (await load(properties)).page.name };
}

export default async function SystemPageRoute(properties: SystemPageProps) {
  const { page, split } = await load(properties);
  const answers = `/systems/${page.slug}/answers?split=${split}`;
  return (
    <Page>
      <PageHeader
        title={page.name}
        kind="System"
        crumbs={[{ href: "/systems", label: "Systems" }]}
        lead={page.method.summary}
        actions={page.scores.length > 0 ? <LinkButton href={answers}>All its answers</LinkButton> : null}
      />
      {page.hidden === null ? null : <Notice>{hiddenSentences[page.hidden]}</Notice>}
      <Section title="Scores" lead={explainGain(page)}>
        <SplitTabs path={`/systems/${page.slug}`} current={split} />
        {page.scores.length > 0 ? (
          <ScopeTable rows={page.scores} caption={`Scores of ${page.name}`} answers={`/systems/${page.slug}/answers`} split={split} />
        ) : (
          <p className="mt-4 text-ink-soft">It has not answered these questions yet.</p>
        )}
      </Section>
      {page.scores.length > 0 ? <Ways answers={answers} compared={page.scores.some((score) => score.gain !== null)} /> : null}
      {page.emergence ? <EmergenceNote emergence={page.emergence} href={`${answers}&outcome=emergent`} /> : null}
      {page.conflicts.length > 0 ? (
        <Section
          title="Flags"
          lead="Scores to read with care: what the system was made with and what it is measured by are not independent."
        >
          <FlagList conflicts={page.conflicts} />
        </Section>
      ) : null}
      <Section title={`Members, ${page.members.length}`} lead={`The pool “${page.pool.name}”, in its order.`}>
        <SystemMembers members={page.members} split={split} />
      </Section>
      <div className="mt-12 grid gap-x-12 gap-y-12 lg:grid-cols-2">
        <Section title="How it works" className="mt-0">
          <SystemFacts page={page} />
          <SystemSources sources={page.sources} />
        </Section>
        <Section title="What it learned on dev" className="mt-0" lead="A system learns from dev questions only and is measured on others.">
          <Learned page={page} />
        </Section>
      </div>
    </Page>
  );
}

function explainGain({ scores, method }: SystemPage) {
  const gain = scores[0]?.gain;
  if (method.isBaseline) return "This is the baseline that the other systems of the pool are measured against.";
  if (!gain) return "The best single model of its pool has not answered the same questions yet, so there is no gain to show.";
  return (
    <>
      Gains are over <TextLink href={`/models/${gain.baseline.slug}`}>{gain.baseline.name}</TextLink>, the best single model of the pool,
      chosen on dev, on the same questions: {gain.wins} won, {gain.losses} lost, {formatP(gain.p)}. With so many questions, a true
      difference of {(gain.detectable * 100).toFixed(1)} points is found four times out of five; a smaller one may well stay unseen.
    </>
  );
}

function Ways({ answers, compared }: { answers: string; compared: boolean }) {
  if (!compared) return null;
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

function Learned({ page }: { page: SystemPage }) {
  if (page.preparedAt === null) return <p className="text-ink-soft">It has not been prepared yet.</p>;
  if (page.hidden !== null) return <p className="text-ink-soft">{hiddenSentences[page.hidden]}</p>;
  if (page.ranking.length > 0) return <LearnedRanking ranking={page.ranking} />;
  return <pre className="max-h-96 overflow-auto bg-sunk p-4">{JSON.stringify(page.learned, null, 2)}</pre>;
}
