import type { Metadata } from "next";
import { leadToLastPage } from "@/app/_server/lead-to-last-page";
import { currentActor } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { ReloadWhileActive } from "@/components/runs/reload-while-active";
import { RunsTable } from "@/components/runs/runs-table";
import { EmptyState } from "@/components/ui/empty-state";
import { addressOf } from "@/components/ui/navigation/address-of";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { Pagination } from "@/components/ui/navigation/pagination";
import { Tabs } from "@/components/ui/navigation/tabs";
import { TextLink } from "@/components/ui/navigation/text-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/lib/auth/permissions";
import { kindLabels } from "@/lib/runs/labels";
import { countRuns, listRuns, runsPerPage, workersAlive } from "@/lib/runs/watching/queries";
import { runFilter } from "@/lib/runs/watching/schema";

export const metadata: Metadata = { title: "Runs" };

const views = [
  [undefined, "All"],
  ["active", "Queued or running"],
  ["waiting", "Need a person"],
  ["done", "Done"],
  ["failed", "Failed"],
  ["cancelled", "Cancelled"],
] as const;

const kinds = [[undefined, "All kinds"] as const, ...(["individual", "system"] as const).map((kind) => [kind, kindLabels[kind]] as const)];

function NextStep({ none, mayLaunch }: { none: boolean; mayLaunch: boolean }) {
  if (!none) return <LinkButton href="/runs">All runs</LinkButton>;
  return mayLaunch ? <LinkButton href="/runs/new">Launch the first run</LinkButton> : <LinkButton href="/models">The models</LinkButton>;
}

interface RunsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RunsPage({ searchParams }: RunsPageProps) {
  const actor = await currentActor();
  const filter = runFilter.parse(await searchParams);
  const [{ rows, total }, counts, workers] = await Promise.all([listRuns(actor, filter), countRuns(actor), workersAlive(actor)]);
  const mayLaunch = may(actor, "run:launch");
  const part = {
    page: filter.page,
    pageSize: runsPerPage,
    total,
    hrefOf: (page: number) => addressOf("/runs", runFilter, { ...filter, page }),
  };
  leadToLastPage(part);
  return (
    <Page>
      <PageHeader
        title="Runs"
        lead="Each run evaluates one model, or one system of models, on tasks. Every number of the leaderboard comes from here."
        actions={
          <>
            <LinkButton href="/experiments">Experiments</LinkButton>
            {mayLaunch ? (
              <LinkButton href="/runs/new" variant="primary">
                Launch a run
              </LinkButton>
            ) : null}
          </>
        }
      />
      {workers.alive === 0 && counts.active > 0 ? (
        <Notice tone="warn" title="No worker is running" className="mb-6">
          Queued runs wait until one starts.
        </Notice>
      ) : null}
      <Tabs
        label="Runs by state"
        tabs={views.map(([state, label]) => ({
          href: addressOf("/runs", runFilter, { ...filter, state, page: 1 }),
          label,
          current: filter.state === state,
          count: counts[state ?? "all"],
        }))}
      />
      <ul aria-label="Kinds of run" className="flex flex-wrap gap-5 py-3 text-sm">
        {kinds.map(([kind, label]) => (
          <li key={label} aria-current={filter.kind === kind ? "true" : undefined}>
            {filter.kind === kind ? label : <TextLink href={addressOf("/runs", runFilter, { ...filter, kind, page: 1 })}>{label}</TextLink>}
          </li>
        ))}
      </ul>
      {rows.length === 0 ? (
        <EmptyState
          title={counts.all === 0 ? "No runs yet" : "No run fits"}
          action={<NextStep none={counts.all === 0} mayLaunch={mayLaunch} />}
        >
          {counts.all === 0
            ? "A run appears here as soon as a maintainer launches one. What it answers then fills the leaderboard."
            : "No run is of this state and kind at the moment."}
        </EmptyState>
      ) : (
        <>
          <ReloadWhileActive active={counts.active > 0} />
          <RunsTable caption="Runs, newest first" rows={rows} />
        </>
      )}
      <Pagination {...part} noun="runs" />
    </Page>
  );
}
