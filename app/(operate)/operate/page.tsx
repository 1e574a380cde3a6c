import type { Metadata } from "next";
import { requireSignedIn } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { ReloadWhileActive } from "@/components/runs/reload-while-active";
import { TextLink } from "@/components/ui/navigation/text-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { ChoresTable, FailedChores } from "@/components/workers/chores-table";
import { EndpointsTable } from "@/components/workers/endpoints-table";
import { FailureGroups } from "@/components/workers/failure-groups";
import { QueueTable } from "@/components/workers/queue-table";
import { WorkersTable } from "@/components/workers/workers-table";
import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import { listChores } from "@/lib/jobs/list-chores";
import { describeRetried } from "@/lib/runs/labels";
import { retriedGroup } from "@/lib/runs/steering/schema";
import { listFailureGroups } from "@/lib/runs/watching/failure-groups";
import { readWorkers } from "@/lib/runs/watching/read-workers";
import { retryFailedChore, retryRuns } from "./actions";

export const metadata: Metadata = { title: "Operate" };

interface OperatePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function OperatePage({ searchParams }: OperatePageProps) {
  const retried = retriedGroup.safeParse(await searchParams);
  const actor = await requireSignedIn("/operate");
  return (
    <Page>
      <PageHeader
        title="Operate the portal"
        actions={may(actor, "operate:read") ? <TextLink href="/operate/cluster">Cluster and jobs</TextLink> : null}
        lead="Workers, model servers and scorers, what waits, and what failed. The page keeps itself up to date."
      />
      {may(actor, "operate:read") ? (
        <Overview actor={actor} news={retried.success ? describeRetried(retried.data) : null} />
      ) : (
        <Notice tone="warn" title="Your roles do not allow looking at the operation">
          An operator can grant the role of maintainer, operator or auditor.
        </Notice>
      )}
    </Page>
  );
}

async function Overview({ actor, news }: { actor: Actor; news: string | null }) {
  const [{ workers, endpoints, queue }, chores, failures] = await Promise.all([
    readWorkers(actor),
    listChores(actor),
    listFailureGroups(actor),
  ]);
  const now = new Date();
  const waits = queue.some(({ state }) => state === "queued");
  return (
    <>
      <ReloadWhileActive active />
      <noscript>
        <p className="text-sm">
          <TextLink href="/operate">Reload to see how it stands now</TextLink>
        </p>
      </noscript>
      {workers.some((worker) => worker.isAlive) ? null : (
        <Notice tone="warn" title="No worker is running" className="mb-6">
          {waits ? "Queued runs wait until one starts." : "Runs and chores wait until one starts."}
        </Notice>
      )}
      <Section title="Workers" className="mt-0">
        {workers.length === 0 ? <Nothing>No worker was seen within a day.</Nothing> : <WorkersTable workers={workers} />}
      </Section>
      <Section title="Model servers and scorers">
        {endpoints.length === 0 ? (
          <Nothing>No living worker knows an endpoint. ENDPOINTS and SCORERS name them.</Nothing>
        ) : (
          <EndpointsTable endpoints={endpoints} now={now} />
        )}
      </Section>
      <Section title="Queue">{queue.length === 0 ? <Nothing>No run waits or is executed.</Nothing> : <QueueTable queue={queue} />}</Section>
      <Section title="Chores">
        {chores.counts.length === 0 ? <Nothing>No chore waits.</Nothing> : <ChoresTable counts={chores.counts} />}
        {chores.failed.length === 0 ? null : (
          <FailedChores failed={chores.failed} retry={may(actor, "chore:retry") ? retryFailedChore : null} />
        )}
      </Section>
      <Section title="Failures" id="failures">
        {news ? (
          <Notice tone="good" live className="mb-6">
            {news}
          </Notice>
        ) : null}
        {failures.length === 0 ? (
          <Nothing>No run stands as failed.</Nothing>
        ) : (
          <FailureGroups groups={failures} retry={may(actor, "run:launch") ? retryRuns : null} />
        )}
      </Section>
    </>
  );
}

function Nothing({ children }: { children: string }) {
  return <p className="text-ink-soft">{children}</p>;
}
