import type { Metadata } from "next";
import { readAnswers } from "@/app/(public)/read-answers";
import { Page } from "@/components/layout/page";
import { AnswersList } from "@/components/leaderboards/answers-list";
import { PageHeader } from "@/components/ui/page-header";
import { answersPerPage, listModelAnswers } from "@/lib/leaderboards/list-answers";

export const metadata: Metadata = { title: "Answers of a model" };

interface AnswersPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ModelAnswers({ params, searchParams }: AnswersPageProps) {
  const { slug } = await params;
  const { page, view, problem } = await readAnswers(listModelAnswers, slug, await searchParams);
  return (
    <Page>
      <PageHeader
        title="Answers"
        kind={page.name}
        crumbs={[
          { href: "/models", label: "Models" },
          { href: `/models/${slug}`, label: page.name },
        ]}
        lead="Every question it was asked alone, and whether its answer was right."
      />
      {problem}
      <AnswersList path={`/models/${slug}/answers`} view={view} page={page} pageSize={answersPerPage} hrefOf={(id) => `/questions/${id}`} />
    </Page>
  );
}
