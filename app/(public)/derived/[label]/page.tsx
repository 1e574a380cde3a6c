import type { Metadata } from "next";
import { cache } from "react";
import { currentActor } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { DerivedFacts } from "@/components/derived/derived-facts";
import { ParentsTable } from "@/components/derived/parents-table";
import { Page } from "@/components/layout/page";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { DefinitionList } from "@/components/ui/tables/definition-list";
import { findDerivedPage } from "@/lib/pages/find-derived-page";
import { derivedKindTitles, hiddenDerivedSentences } from "@/lib/pages/labels";

const read = cache(async (label: string) => visibleOr404(findDerivedPage(await currentActor(), label)));

export async function generateMetadata({ params }: PageProps<"/derived/[label]">): Promise<Metadata> {
  return { title: (await read((await params).label)).label };
}

export default async function DerivedPageRoute({ params }: PageProps<"/derived/[label]">) {
  const { label, hidden, facts } = await read((await params).label);
  return (
    <Page>
      <PageHeader
        title={facts?.name ?? label}
        kind="Derived model"
        crumbs={[{ href: "/models", label: "Models" }]}
        lead={facts?.recipe.sentence}
        badges={
          <>
            {hidden === "withdrawn" ? <Badge>Withdrawn</Badge> : null}
            {facts ? <Badge>{derivedKindTitles[facts.kind]}</Badge> : null}
          </>
        }
      />
      {hidden === null ? null : <Notice tone="info">{hiddenDerivedSentences[hidden]}</Notice>}
      {facts ? (
        <div className="grid gap-x-12 gap-y-12 lg:grid-cols-[3fr_2fr]">
          <div className="min-w-0">
            <Section title="Made of" className="mt-0">
              <ParentsTable parents={facts.parents} />
            </Section>
            {facts.recipe.settings.length > 0 ? (
              <Section title="Settings">
                <DefinitionList items={facts.recipe.settings} />
              </Section>
            ) : null}
          </div>
          <Section title="Weights" className="mt-0">
            <p className="mb-4 max-w-prose text-ink-soft text-sm">
              Methods and traces know it as <code>{label}</code>. The same recipe on the same weights is followed once.
            </p>
            <DerivedFacts facts={facts} />
          </Section>
        </div>
      ) : null}
    </Page>
  );
}
