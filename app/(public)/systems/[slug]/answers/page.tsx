import type { Metadata } from "next";
import { readAnswers } from "@/app/(public)/read-answers";
import { Page } from "@/components/layout/page";
import { AnswersList } from "@/components/leaderboards/answers-list";
import { PageHeader } from "@/components/ui/page-header";
import { answersPerPage, listSystemAnswers } from "@/lib/leaderboards/list-answers";

export const metadata: Metadata = { title: "Answers of a system" };

interface AnswersPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SystemAnswers({ params, searchParams }: AnswersPageProps) {
  const { slug } = await params;
  const { page, view, problem } = await readAnswers(listSystemAnswers, slug, await searchParams);
  return (
    <Page>
      <PageHeader
        title="Answers"
        kind={page.name}
        crumbs={[
          { href: "/systems", label: "Systems" },
          { href: `/systems/${slug}`, label: page.name },
        ]}
        lead="Every question it was asked, beside the best single model of its pool and its members alone. Follow a question to see who said what."
      />
      {problem}
      <AnswersList
        path={`/systems/${slug}/answers`}
        view={view}
        page={page}
        pageSize={answersPerPage}
        hrefOf={(id) => `/systems/${slug}/answers/${id}`}
      />
    </Page>
  );
}
