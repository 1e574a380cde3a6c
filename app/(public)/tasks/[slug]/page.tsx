import type { Metadata } from "next";
import { cache } from "react";
import { currentActor } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { Page } from "@/components/layout/page";
import { ReadingsTable } from "@/components/tasks/readings-table";
import { SplitStats } from "@/components/tasks/split-stats";
import { TaskFacts } from "@/components/tasks/task-facts";
import { TrainedModels } from "@/components/tasks/trained-models";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { visibleText } from "@/components/ui/visible-text";
import { listNotImported } from "@/lib/tasks/declared-queries";
import { findTrainedModels } from "@/lib/tasks/find-overlaps";
import { domainTitles, unreadableRule } from "@/lib/tasks/labels";
import { findTask } from "@/lib/tasks/queries";
import { parserVersion } from "@/lib/tasks/schema";
import { DeclaredPage } from "./declared-page";

/** The task, or what is declared of it while it is not imported. */
const read = cache(async (slug: string) => {
  const declared = (await listNotImported()).find((task) => task.slug === slug);
  return declared ? { declared } : { task: await visibleOr404(findTask(await currentActor(), slug)) };
});

export async function generateMetadata({ params }: PageProps<"/tasks/[slug]">): Promise<Metadata> {
  const { declared, task } = await read((await params).slug);
  return { title: declared?.title ?? task?.title };
}

export default async function TaskPage({ params }: PageProps<"/tasks/[slug]">) {
  const { declared, task } = await read((await params).slug);
  if (declared) return <DeclaredPage task={declared} />;
  const trained = await findTrainedModels(task);
  return (
    <Page>
      <PageHeader
        title={task.title}
        kind={`Task · ${domainTitles[task.domain]}`}
        crumbs={[{ href: "/tasks", label: "Tasks" }]}
        lead={task.description}
        actions={<LinkButton href={`/?task=${task.slug}`}>Leaderboard of this task</LinkButton>}
        badges={<Badge>{task.typeTitle}</Badge>}
      />
      {task.obstacle ? (
        <Notice tone="warn" title="Not scored here" className="mb-6">
          {task.obstacle}
        </Notice>
      ) : null}
      <SplitStats {...task} />
      <Section title="How it is asked" lead="One question, exactly as every model and every method gets it.">
        <pre className="max-w-prose whitespace-pre-wrap rounded-md border border-rule bg-sunk p-4 text-sm [overflow-wrap:anywhere]">
          {visibleText(task.example.prompt)}
        </pre>
      </Section>
      <Section title="How it is scored" lead={`${task.metric} ${unreadableRule}`}>
        {task.example.readings.length > 0 ? <ReadingsTable readings={task.example.readings} /> : null}
      </Section>
      {trained.length > 0 ? (
        <Section
          title="Declared as training data"
          lead="Models whose contributors said that they, or what they were adapted from, were trained on this data. Their scores here are flagged."
        >
          <TrainedModels models={trained} />
        </Section>
      ) : null}
      <Section title="Where it comes from">
        <TaskFacts task={task} parser={parserVersion} />
      </Section>
    </Page>
  );
}
