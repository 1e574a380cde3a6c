import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { placeInSystem } from "@/app/(public)/read-neighbours";
import { readQuestion } from "@/app/(public)/read-question";
import { Page } from "@/components/layout/page";
import { QuestionCard } from "@/components/results/question-card";
import { QuestionNeighbours } from "@/components/results/question-neighbours";
import { SaidAnswer } from "@/components/results/said-answers";
import { AskedLink } from "@/components/systems/asked-link";
import { TraceView } from "@/components/systems/trace-view";
import { TextLink } from "@/components/ui/navigation/text-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { questionInShort } from "@/lib/pages/question-text";

interface SystemAnswerPageProps {
  params: Promise<{ slug: string; question: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: SystemAnswerPageProps): Promise<Metadata> {
  const { slug, question } = await params;
  const page = await readQuestion(question);
  const name = page.systems.find((other) => other.slug === slug)?.name ?? "";
  return { title: `${questionInShort(page.question.text, 60)} · ${name}` };
}

export default async function SystemAnswerPage({ params, searchParams }: SystemAnswerPageProps) {
  const { slug, question } = await params;
  const page = await readQuestion(question);
  const answer = page.systems.find((other) => other.slug === slug);
  if (!answer) notFound();
  const { trace, methodName, members } = answer;
  const alone = page.models.filter((model) => members.includes(model.slug));
  const place = await placeInSystem(page, slug, await searchParams);
  const heading = questionInShort(page.question.text);
  const linkTo = (name: string, generation: string | null, href: string) =>
    generation === null ? null : <AskedLink name={name} href={href} />;
  return (
    <Page>
      <PageHeader
        title={heading}
        kind={`${page.task.title}, question ${page.position + 1} · ${methodName}`}
        crumbs={[
          { href: "/systems", label: "Systems" },
          { href: `/systems/${slug}`, label: answer.name },
          { href: place?.list ?? `/systems/${slug}/answers?split=${page.split}`, label: "Answers" },
        ]}
        actions={<TextLink href={`/questions/${page.id}`}>What everyone said</TextLink>}
      />
      {place ? <QuestionNeighbours {...place} /> : null}
      <QuestionCard question={page.question} heading={heading} />
      <Section title="The system's answer">
        <ul>
          <SaidAnswer answer={answer} href={`/systems/${slug}`} />
        </ul>
      </Section>
      <Section title="How it came about" lead="What was said, in order. The models were not told each other's names.">
        {trace.withheld ? (
          <Notice className="mb-6">
            Some of those who spoke have not agreed to published texts, so those texts, and the answer that rests on them, are withheld.
          </Notice>
        ) : null}
        <TraceView
          steps={trace.steps.map((step, place) => ({
            ...step,
            more: linkTo(step.model, step.generation, `/systems/${slug}/answers/${page.id}/asked/${place + 1}`),
          }))}
          decision={trace.decision}
        />
      </Section>
      <Section title="The members alone" lead="What each said when asked by itself.">
        <ul>
          {alone.map((model) => (
            <SaidAnswer
              key={model.slug}
              answer={model}
              href={`/models/${model.slug}`}
              more={linkTo(model.name, model.generation, `/questions/${page.id}/asked/${model.slug}`)}
            />
          ))}
        </ul>
      </Section>
    </Page>
  );
}
