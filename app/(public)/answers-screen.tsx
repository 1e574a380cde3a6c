import { leadToLastPage } from "@/app/_server/lead-to-last-page";
import { Page } from "@/components/layout/page";
import { AnswersList } from "@/components/results/answers-list";
import { addressOf } from "@/components/ui/navigation/address-of";
import { PageHeader } from "@/components/ui/page-header";
import type { Actor } from "@/lib/auth/actor";
import { type AnswersPage, answersPerPage } from "@/lib/pages/list-answers";
import { type AnswersView, answersView } from "@/lib/pages/schema";
import { readAnswers } from "./read-answers";

export interface AnswersPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

interface AnswersScreenProps extends AnswersPageProps {
  list(actor: Actor, slug: string, view: AnswersView): Promise<AnswersPage>;
  /** The list that the model or system belongs to. */
  parent: { href: "/models" | "/systems"; label: string };
  lead: string;
  /** Where a question leads. */
  hrefOf(slug: string, question: string, view: AnswersView): string;
}

/** All questions that a model or a system was asked, a page of them at a time. */
export async function AnswersScreen({ params, searchParams, list, parent, lead, hrefOf }: AnswersScreenProps) {
  const { slug } = await params;
  const own = `${parent.href}/${slug}`;
  const { page, view, problem } = await readAnswers(list, slug, await searchParams);
  const hrefOfPage = (number: number) => addressOf(`${own}/answers`, answersView, { ...view, page: number });
  leadToLastPage({ page: view.page, pageSize: answersPerPage, total: page.total, hrefOf: hrefOfPage });
  return (
    <Page>
      <PageHeader title="Answers" kind={page.name} crumbs={[parent, { href: own, label: page.name }]} lead={lead} />
      {problem}
      <AnswersList path={`${own}/answers`} view={view} page={page} pageSize={answersPerPage} hrefOf={(id) => hrefOf(slug, id, view)} />
    </Page>
  );
}
