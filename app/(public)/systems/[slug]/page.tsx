import type { Metadata } from "next";
import { cache } from "react";
import { currentActor } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { Page } from "@/components/layout/page";
import { FlagList } from "@/components/pages/flag-list";
import { Learned } from "@/components/systems/learned";
import { SystemFacts } from "@/components/systems/system-facts";
import { SystemMembers } from "@/components/systems/system-members";
import { SystemScores } from "@/components/systems/system-scores";
import { SystemSources } from "@/components/systems/system-sources";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { columns } from "@/lib/boards/columns";
import type { BoardSplit } from "@/lib/boards/schema";
import { findSystemPage } from "@/lib/pages/find-system-page";
import { hiddenSentences } from "@/lib/pages/labels";
import { pageView } from "@/lib/pages/schema";

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
      <SystemScores page={page} columns={columns} split={split} answers={answers} />
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
        <Section title="What it learned" className="mt-0" lead="A system learns from practice questions only and is measured on others.">
          <Learned page={page} />
        </Section>
      </div>
    </Page>
  );
}
