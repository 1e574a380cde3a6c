import type { Metadata } from "next";
import { cache } from "react";
import { currentActor } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { Page } from "@/components/layout/page";
import { MemberSystems } from "@/components/models/member-systems";
import { ModelFacts } from "@/components/models/model-facts";
import { FlagList } from "@/components/pages/flag-list";
import { ScopeTable } from "@/components/pages/scope-table";
import { SplitTabs } from "@/components/pages/split-tabs";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { BoardSplit } from "@/lib/boards/schema";
import { scopeWords } from "@/lib/consent/labels";
import { env } from "@/lib/env";
import { findModelPage, type ModelPage } from "@/lib/pages/find-model-page";
import { hiddenSentences } from "@/lib/pages/labels";
import { pageView } from "@/lib/pages/schema";
import { modelStateSentences, modelStateTitles } from "@/lib/pool/labels";

interface ModelPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const read = cache(async (slug: string, split: BoardSplit) => visibleOr404(findModelPage(await currentActor(), slug, split)));

async function load({ params, searchParams }: ModelPageProps) {
  const { split } = pageView.parse(await searchParams);
  return { split, page: await read((await params).slug, split) };
}

export async function generateMetadata(properties: ModelPageProps): Promise<Metadata> {
  return { title: (await load(properties)).page.card.name };
}

export default async function ModelPageRoute(properties: ModelPageProps) {
  const { page, split } = await load(properties);
  const { card } = page;
  return (
    <Page>
      <PageHeader
        title={card.name}
        kind={card.router ? "Router" : "Model"}
        crumbs={[{ href: "/models", label: "Models" }]}
        lead={card.state === "withdrawn" ? undefined : card.description}
        badges={<Badge tone={card.state === "runnable" ? "good" : "neutral"}>{modelStateTitles[card.state]}</Badge>}
      />
      {card.state === "runnable" ? null : (
        <Notice tone={card.state === "quarantined" ? "warn" : "info"}>{modelStateSentences[card.state]}</Notice>
      )}
      {card.state === "withdrawn" ? null : (
        <div className="mt-10 grid gap-x-12 gap-y-12 lg:grid-cols-[3fr_2fr]">
          <Scores page={page} split={split} />
          <Section title="Card" className="mt-0">
            <ModelFacts
              {...card}
              hubHref={`${env().HUB_URL}/${card.hubId}`}
              consent={card.scopes.map((scope) => scopeWords[scope].title)}
              listed={card.state === "listed"}
            />
            <DeclaredData page={page} />
            {card.notes ? <p className="mt-4 max-w-prose text-ink-soft text-sm">{card.notes}</p> : null}
          </Section>
        </div>
      )}
      {page.conflicts.length > 0 ? (
        <Section
          title="Flags"
          lead="Scores to read with care: what the model was made with and what it is measured by are not independent."
        >
          <FlagList conflicts={page.conflicts} />
        </Section>
      ) : null}
      {page.systems.length > 0 ? (
        <Section title="In company" lead="Systems that this model is part of, and what each gains over the best single model of its pool.">
          <MemberSystems systems={page.systems} caption={`Systems with ${card.name}`} />
        </Section>
      ) : null}
    </Page>
  );
}

function DeclaredData({ page: { declaredData } }: { page: ModelPage }) {
  return (
    <div className="mt-4 max-w-prose text-sm">
      <p className="font-semibold">Declared training data</p>
      {declaredData.length === 0 ? <p className="text-ink-soft">Nothing was declared, so overlap with tasks is unknown.</p> : null}
      <ul>
        {declaredData.map((line) => (
          <li key={`${line.from} ${line.text}`} className="[overflow-wrap:anywhere]">
            {line.text}
            {line.inherited ? <span className="text-ink-soft"> (by {line.from}, which it was adapted from)</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Scores({ page, split }: { page: ModelPage; split: BoardSplit }) {
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
      {scores.length > 0 ? <ScopeTable rows={scores} caption={`Scores of ${card.name}`} answers={`${path}/answers`} split={split} /> : null}
      {scores.length > 0 && !page.textsShown ? (
        <p className="mt-2 text-ink-soft text-sm">Its contributor agreed to published scores, not to published texts.</p>
      ) : null}
    </Section>
  );
}
