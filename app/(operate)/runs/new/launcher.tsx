import { engine } from "@/app/_server/engine";
import { LaunchConfirm } from "@/components/runs/launch-confirm";
import { LaunchForm, launchFormId } from "@/components/runs/launch-form";
import { PlanPanel } from "@/components/runs/plan-panel";
import { PlanSummary } from "@/components/runs/plan-summary";
import { ProblemSummary } from "@/components/ui/forms/problem-summary";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { Actor } from "@/lib/auth/actor";
import { AppError, type FieldProblem } from "@/lib/errors";
import { listRunnableModels } from "@/lib/pool/queries";
import { listLaunchFields } from "@/lib/runs/launching/list-launch-fields";
import { planRun, type RunPlan } from "@/lib/runs/launching/plan-run";
import { readLaunch } from "@/lib/runs/launching/read-launch";
import { listTasks } from "@/lib/tasks/queries";
import { launch } from "./actions";

export type Values = Record<string, string[]>;
type Outcome = { plan: RunPlan } | { problem: AppError } | null;

interface LauncherProps {
  actor: Actor;
  what: string;
  summary: string | undefined;
  values: Values;
}

/** The form of what can be launched, and beside it the plan that its values mean. */
export async function Launcher({ actor, what, summary, values }: LauncherProps) {
  const [models, tasks, fields, outcome] = await Promise.all([
    listRunnableModels(actor),
    listTasks(),
    listLaunchFields(actor, what),
    values.plan ? plan(actor, values) : null,
  ]);
  return (
    <div className="mt-8 grid items-start gap-12 lg:grid-cols-[3fr_2fr]">
      <div className="grid gap-6">
        <p className="max-w-prose text-ink-soft">{summary ?? "Each model answers every question by itself."}</p>
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
        <PlanPanel form={launchFormId} isShown={values.plan !== undefined}>
          <PlanOrHint outcome={outcome} values={values} />
        </PlanPanel>
      </Section>
    </div>
  );
}

const fieldLabels: Record<string, string> = {
  questionsPerTask: "Questions per task",
  devPerTask: "Practice questions per task",
  tokenCap: "Limit on tokens",
  unreadablePercent: "Limit on answers that cannot be read",
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
