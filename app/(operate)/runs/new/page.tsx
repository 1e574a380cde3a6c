import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { engine } from "@/app/_server/engine";
import { requireSignedIn } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { LaunchConfirm } from "@/components/runs/launch-confirm";
import { LaunchForm } from "@/components/runs/launch-form";
import { PlanSummary } from "@/components/runs/plan-summary";
import { ProblemSummary } from "@/components/ui/forms/problem-summary";
import { Tabs } from "@/components/ui/navigation/tabs";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import { AppError, type FieldProblem } from "@/lib/errors";
import { findMethod, methods } from "@/lib/methods/registry";
import { listRunnableModels } from "@/lib/pool/queries";
import { listLaunchFields } from "@/lib/runs/launching/list-launch-fields";
import { planRun, type RunPlan } from "@/lib/runs/launching/plan-run";
import { launchFields, readLaunch, soloChoice } from "@/lib/runs/launching/read-launch";
import { missingOperations } from "@/lib/systems/missing-operations";
import { whyNotHere } from "@/lib/systems/why-not-here";
import { listTasks } from "@/lib/tasks/queries";
import { launch } from "./actions";

export const metadata: Metadata = { title: "Launch a run" };

interface LaunchPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

type Values = Record<string, string[]>;
type Outcome = { plan: RunPlan } | { problem: AppError } | null;

export default async function LaunchPage({ searchParams }: LaunchPageProps) {
  const query = await searchParams;
  const actor = await requireSignedIn("/runs/new", query);
  const values = readValues(query);
  const what = values.what?.[0] ?? soloChoice;
  const fields = launchFields(what);
  if (!fields || values.what === undefined) redirect(`/runs/new?what=${soloChoice}`);
  return (
    <Page>
      <PageHeader
        title="Launch a run"
        lead="Choose what to evaluate and on what. You see what it costs, and whether it is allowed, before anything starts."
        crumbs={[{ href: "/runs", label: "Runs" }]}
      />
      {may(actor, "run:launch") ? (
        <>
          <Tabs label="What to launch" tabs={choices(what)} />
          <Launcher actor={actor} what={what} values={values} />
        </>
      ) : (
        <Notice tone="warn" title="Your roles do not allow launching runs">
          An operator can grant the role of maintainer.
        </Notice>
      )}
    </Page>
  );
}

async function Launcher({ actor, what, values }: { actor: Actor; what: string; values: Values }) {
  const [models, tasks, fields, outcome] = await Promise.all([
    listRunnableModels(actor),
    listTasks(),
    listLaunchFields(actor, what),
    values.plan ? plan(actor, values) : null,
  ]);
  const method = findMethod(what);
  const obstacles = method ? whyNotHere(method, { missing: missingOperations() }) : [];
  return (
    <div className="mt-8 grid items-start gap-12 lg:grid-cols-[3fr_2fr]">
      <div className="grid gap-6">
        <p className="max-w-prose text-ink-soft">{method?.summary ?? "Each model answers every question by itself."}</p>
        {obstacles.length > 0 ? (
          <Notice tone="warn" title="This method cannot run here now">
            {obstacles.join(" ")}
          </Notice>
        ) : null}
        {values.replaces?.[0] ? (
          <Notice title={`This takes the place of run #${values.replaces[0]}`}>Launching it cancels that run.</Notice>
        ) : null}
        <LaunchForm
          what={what}
          models={models.map(({ slug, name, description }) => ({ slug, name, hint: description }))}
          tasks={tasks}
          fields={fields}
          values={values}
          problems={outcome && "problem" in outcome ? outcome.problem.fields : []}
        />
      </div>
      <Section title="Plan" id="plan" className="mt-0 lg:sticky lg:top-6">
        <PlanOrHint outcome={outcome} values={values} />
      </Section>
    </div>
  );
}

const fieldLabels: Record<string, string> = {
  questionsPerTask: "Questions per task",
  devPerTask: "Dev questions per task",
  tokenCap: "Limit on tokens",
  unreadablePercent: "Limit on unreadable answers",
};

/** Away from its field, a problem says which one it is about. */
function withLabel({ field, message }: FieldProblem): FieldProblem {
  const label = fieldLabels[field];
  return { field, message: label ? `${label}: ${message}` : message };
}

function PlanOrHint({ outcome, values }: { outcome: Outcome; values: Values }) {
  if (outcome && "problem" in outcome) {
    return <ProblemSummary message={outcome.problem.message} problems={outcome.problem.fields.map(withLabel)} />;
  }
  if (!outcome) {
    return (
      <p className="text-ink-soft">
        The plan says how many questions, model calls and tokens the choice means, and how long it takes. It appears here.
      </p>
    );
  }
  const { runs, questions, devQuestions, estimate, tokenCaps, refusals, warnings } = outcome.plan;
  const entries = Object.entries(values).flatMap(([name, all]) => all.map((value) => [name, value] as const));
  return (
    <PlanSummary
      runs={runs.map((run) => run.title)}
      questions={questions}
      devQuestions={devQuestions}
      estimate={estimate.total}
      tokenCaps={tokenCaps}
      refusals={refusals}
      warnings={warnings}
    >
      <LaunchConfirm
        values={entries.filter(([name]) => name !== "plan")}
        label={runs.length === 1 ? "Launch this run" : `Launch these ${runs.length} runs`}
        action={launch}
      />
    </PlanSummary>
  );
}

async function plan(actor: Actor, values: Values): Promise<Outcome> {
  try {
    return { plan: await planRun(actor, readLaunch(values), engine().directory) };
  } catch (error) {
    if (error instanceof AppError) return { problem: error };
    throw error;
  }
}

function choices(what: string) {
  return [
    { href: `/runs/new?what=${soloChoice}`, label: "Single models", current: what === soloChoice },
    ...methods.map(({ id, name }) => ({ href: `/runs/new?what=${id}`, label: name, current: what === id })),
  ];
}

function readValues(query: Record<string, string | string[] | undefined>): Values {
  return Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat()]])));
}
