import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentActor } from "@/app/_server/session";
import { ExperimentProgress } from "@/components/experiments/experiment-progress";
import { Page } from "@/components/layout/page";
import { ReloadWhileActive } from "@/components/runs/reload-while-active";
import { RunsTable } from "@/components/runs/runs-table";
import { TextLink } from "@/components/ui/navigation/text-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { DefinitionList } from "@/components/ui/tables/definition-list";
import { Time } from "@/components/ui/time";
import { AppError } from "@/lib/errors";
import { type ExperimentDetail, findExperiment } from "@/lib/experiments/queries";
import { isTerminal } from "@/lib/runs/states";

interface ExperimentPageProps {
  params: Promise<{ slug: string }>;
}

async function load(slug: string): Promise<ExperimentDetail> {
  try {
    return await findExperiment(await currentActor(), slug);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}

export async function generateMetadata({ params }: ExperimentPageProps): Promise<Metadata> {
  return { title: (await load((await params).slug)).title };
}

export default async function ExperimentPage({ params }: ExperimentPageProps) {
  const { slug, title, description, createdAt, plan, runs } = await load((await params).slug);
  const active = runs.some((run) => !isTerminal(run.state));
  return (
    <Page>
      <PageHeader title={title} kind="Experiment" lead={description} crumbs={[{ href: "/experiments", label: "Experiments" }]} />
      <ExperimentProgress runs={runs} />
      <ReloadWhileActive active={active} />
      {active ? (
        <noscript>
          <p className="mt-3 text-sm">
            <TextLink href={`/experiments/${slug}`}>Reload to see how far it has come</TextLink>
          </p>
        </noscript>
      ) : null}
      <Section title="Runs">
        <RunsTable caption={`Runs of ${title}, in the order of the plan`} rows={runs} />
      </Section>
      <Section title="Plan">
        <DefinitionList
          items={[
            { term: "Tasks", value: plan.tasks.length },
            {
              term: "Questions",
              value: plan.questionsPerTask === null ? "all of each task" : `the first ${plan.questionsPerTask} of each task`,
            },
            {
              term: "Learns on",
              value: plan.devPerTask === null ? "all dev questions" : `the first ${plan.devPerTask} dev questions of each task`,
            },
            { term: "Planned", value: <Time at={createdAt} /> },
          ]}
        />
      </Section>
    </Page>
  );
}
