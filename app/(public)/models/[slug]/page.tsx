import type { Metadata } from "next";
import { cache } from "react";
import { currentActor } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { Page } from "@/components/layout/page";
import { DeclaredData } from "@/components/models/declared-data";
import { MemberSystems } from "@/components/models/member-systems";
import { ModelFacts } from "@/components/models/model-facts";
import { ModelScores } from "@/components/models/model-scores";
import { FlagList } from "@/components/pages/flag-list";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { columns } from "@/lib/boards/columns";
import type { BoardSplit } from "@/lib/boards/schema";
import { scopeWords } from "@/lib/consent/labels";
import { env } from "@/lib/env";
import { findModelPage } from "@/lib/pages/find-model-page";
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
          <ModelScores page={page} columns={columns} split={split} />
          <Section title="Card" className="mt-0">
            <ModelFacts
              card={card}
              hubHref={card.source === "local" ? null : `${env().HUB_URL}/${card.hubId}`}
              consent={card.scopes.map((scope) => scopeWords[scope].title)}
            />
            <DeclaredData lines={page.declaredData} />
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
          <MemberSystems columns={columns} systems={page.systems} caption={`Systems with ${card.name}`} />
        </Section>
      ) : null}
    </Page>
  );
}
