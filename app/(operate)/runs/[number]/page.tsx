import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentActor } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { FlagList } from "@/components/pages/flag-list";
import { ApprovalForm } from "@/components/runs/approval-form";
import { CancelRun } from "@/components/runs/cancel-run";
import { FailureNotice } from "@/components/runs/failure-notice";
import { ImportNotice } from "@/components/runs/import-notice";
import { LiveProgress } from "@/components/runs/live-progress";
import { RunCosts } from "@/components/runs/run-costs";
import { RunFacts } from "@/components/runs/run-facts";
import { RunTimeline } from "@/components/runs/run-timeline";
import { WaitingNotice } from "@/components/runs/waiting-notice";
import { Badge } from "@/components/ui/badge";
import { ActionButton } from "@/components/ui/forms/action-button";
import { TextLink } from "@/components/ui/navigation/text-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { may, type Permission } from "@/lib/auth/permissions";
import { conflictsOfRun } from "@/lib/boards/flags/conflicts-of-run";
import { AppError } from "@/lib/errors";
import { findMethod } from "@/lib/methods/registry";
import { resultFilter } from "@/lib/results/schema";
import { holdsNoLease, isRetriable, isTerminal } from "@/lib/runs/states";
import { runReference } from "@/lib/runs/steering/schema";
import { findRun } from "@/lib/runs/watching/find-run";
import { findSnapshot } from "@/lib/runs/watching/find-snapshot";
import { approve, cancel, retry } from "./actions";
import { RunResults } from "./results";

interface RunPageProps {
  params: Promise<{ number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  return { title: `Run #${(await params).number}` };
}

async function load(number: string) {
  const reference = runReference.safeParse({ number });
  if (!reference.success) notFound();
  const actor = await currentActor();
  try {
    const [run, snapshot] = await Promise.all([findRun(actor, reference.data.number), findSnapshot(actor, reference.data.number)]);
    return { actor, run, snapshot, can: (permission: Permission) => may(actor, permission) };
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}

export default async function RunPage({ params, searchParams }: RunPageProps) {
  const { actor, run, snapshot, can } = await load((await params).number);
  const filter = resultFilter.parse(await searchParams);
  const conflicts = await conflictsOfRun(actor, run.number);
  const isAbandoned = run.state === "cancelling" && snapshot.wait !== null;
  const mayCancel = can("run:cancel") && (run.state === "running" || holdsNoLease(run.state) || isAbandoned);
  const isBlocked = run.planAgain !== null && run.planAgain.without.length > 0;
  const mayRetry = can("run:launch") && isRetriable(run.state) && !isBlocked;
  return (
    <Page>
      <PageHeader
        title={run.title}
        kind={`Run #${run.number}`}
        badges={run.importedFrom === null ? undefined : <Badge tone="warn">Imported</Badge>}
        crumbs={[{ href: "/runs", label: "Runs" }]}
        actions={
          <>
            {mayCancel ? <CancelRun snapshot={snapshot} action={cancel} /> : null}
            {mayRetry ? <ActionButton number={run.number} label="Retry" waiting="Queueing" variant="secondary" action={retry} /> : null}
          </>
        }
      />
      <ImportNotice importedFrom={run.importedFrom} caveats={run.caveats} />
      <FailureNotice snapshot={snapshot} mayRetry={can("run:launch")} />
      <WaitingNotice run={run} snapshot={snapshot}>
        {run.pause && can("run:launch") ? (
          <ApprovalForm
            number={run.number}
            pause={run.pause}
            spentTokens={run.spent.completionTokens}
            offeredCap={2 * run.spent.completionTokens}
            action={approve}
          />
        ) : null}
      </WaitingNotice>
      <LiveProgress initial={snapshot} />
      {isTerminal(run.state) ? null : (
        <noscript>
          <p className="mt-3 text-sm">
            <TextLink href={`/runs/${run.number}`}>Reload to see how far it has come</TextLink>
          </p>
        </noscript>
      )}
      <div className="mt-12 grid gap-x-12 gap-y-12 lg:grid-cols-[2fr_1fr]">
        <Section title="What is evaluated" className="mt-0">
          <RunFacts run={run} method={run.system ? (findMethod(run.system.method)?.name ?? run.system.method) : null} />
        </Section>
        <Section title="History" className="mt-0">
          <RunTimeline events={run.events} />
        </Section>
      </div>
      {run.importedFrom === null ? (
        <Section title="Costs">
          <RunCosts run={run} />
        </Section>
      ) : null}
      {conflicts.length > 0 ? (
        <Section title="Flags" lead="Scores to read with care: what made them and what they are measured by are not independent.">
          <FlagList conflicts={conflicts} />
        </Section>
      ) : null}
      <RunResults actor={actor} run={run} filter={filter} />
    </Page>
  );
}
