import type { Metadata } from "next";
import { cache } from "react";
import { currentActor } from "@/app/_server/session";
import { visibleOr404 } from "@/app/_server/visible";
import { Page } from "@/components/layout/page";
import { ReadingsTable } from "@/components/tasks/readings-table";
import { SplitStats } from "@/components/tasks/split-stats";
import { TaskFacts } from "@/components/tasks/task-facts";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { domainTitles, metricExplanations, taskTypeTitles, unreadableRule } from "@/lib/tasks/labels";
import { findTask } from "@/lib/tasks/queries";
import { parserVersion } from "@/lib/tasks/schema";

const read = cache(async (slug: string) => visibleOr404(findTask(await currentActor(), slug)));

export async function generateMetadata({ params }: PageProps<"/tasks/[slug]">): Promise<Metadata> {
  return { title: (await read((await params).slug)).title };
}

export default async function TaskPage({ params }: PageProps<"/tasks/[slug]">) {
  const task = await read((await params).slug);
  return (
    <Page>
      <PageHeader
        title={task.title}
        kind={`Task · ${domainTitles[task.domain]}`}
        crumbs={[{ href: "/tasks", label: "Tasks" }]}
        lead={task.description}
        actions={<LinkButton href={`/?task=${task.slug}`}>Leaderboard of this task</LinkButton>}
        badges={<Badge>{taskTypeTitles[task.taskType]}</Badge>}
      />
      <SplitStats counts={task.counts} taskType={task.taskType} chance={task.chance} />
      <Section title="How it is asked" lead="One question, exactly as every model and every method gets it.">
        <pre className="max-w-prose whitespace-pre-wrap rounded-md border border-rule bg-sunk p-4 text-sm [overflow-wrap:anywhere]">
          {task.example.prompt}
        </pre>
      </Section>
      <Section title="How it is scored" lead={`${metricExplanations[task.taskType]} ${unreadableRule}`}>
        <ReadingsTable readings={task.example.readings} />
      </Section>
      <Section title="Where it comes from">
        <TaskFacts source={task.source} license={task.license} digest={task.digest} parser={parserVersion} createdAt={task.createdAt} />
      </Section>
    </Page>
  );
}
