import type { Metadata } from "next";
import { placeOfQuestion } from "@/app/(public)/read-neighbours";
import { readQuestion } from "@/app/(public)/read-question";
import { Page } from "@/components/layout/page";
import { QuestionCard } from "@/components/results/question-card";
import { QuestionNeighbours } from "@/components/results/question-neighbours";
import { SaidAnswer } from "@/components/results/said-answers";
import { AskedLink } from "@/components/systems/asked-link";
import { TextLink } from "@/components/ui/navigation/text-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { questionInShort } from "@/lib/pages/question-text";
import { splitTitles } from "@/lib/tasks/labels";

interface QuestionPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: QuestionPageProps): Promise<Metadata> {
  const { question, task } = await readQuestion((await params).id);
  return { title: `${questionInShort(question.text, 60)} · ${task.title}` };
}

export default async function QuestionPage({ params, searchParams }: QuestionPageProps) {
  const page = await readQuestion((await params).id);
  const place = await placeOfQuestion(page, await searchParams);
  const heading = questionInShort(page.question.text);
  const right = page.models.filter((answer) => answer.score === 1).length;
  return (
    <Page>
      <PageHeader
        title={heading}
        kind={`${page.task.title}, question ${page.position + 1} · ${splitTitles[page.split]}`}
        crumbs={[
          { href: "/tasks", label: "Tasks" },
          { href: `/tasks/${page.task.slug}`, label: page.task.title },
        ]}
      />
      <QuestionNeighbours {...place} />
      <QuestionCard question={page.question} heading={heading} />
      <Section title="Alone" lead={page.models.length > 0 ? `${right} of ${page.models.length} models got it right.` : undefined}>
        {page.models.length > 0 ? (
          <ul>
            {page.models.map((answer) => (
              <SaidAnswer
                key={answer.slug}
                answer={answer}
                href={`/models/${answer.slug}`}
                more={
                  answer.generation === null ? null : <AskedLink name={answer.name} href={`/questions/${page.id}/asked/${answer.slug}`} />
                }
              />
            ))}
          </ul>
        ) : (
          <p className="text-ink-soft">No model has answered it, or none whose scores are public.</p>
        )}
      </Section>
      <Section title="In company">
        {page.systems.length > 0 ? (
          <ul>
            {page.systems.map((answer) => (
              <SaidAnswer
                key={answer.slug}
                answer={answer}
                href={`/systems/${answer.slug}`}
                more={
                  answer.trace.steps.length > 0 ? (
                    <p className="text-sm">
                      <TextLink href={`/systems/${answer.slug}/answers/${page.id}`}>Who said what, and why it decided so</TextLink>
                    </p>
                  ) : null
                }
              />
            ))}
          </ul>
        ) : (
          <p className="text-ink-soft">No system has answered it yet.</p>
        )}
      </Section>
    </Page>
  );
}
