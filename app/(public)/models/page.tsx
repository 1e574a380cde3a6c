import type { Metadata } from "next";
import { currentActor } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { ModelsTable } from "@/components/models/models-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Button } from "@/components/ui/forms/button";
import { Input } from "@/components/ui/forms/input";
import { addressOf } from "@/components/ui/navigation/address-of";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { Pagination } from "@/components/ui/navigation/pagination";
import { Tabs } from "@/components/ui/navigation/tabs";
import { PageHeader } from "@/components/ui/page-header";
import { pageOfRows } from "@/lib/boards/rows/arrange-rows";
import { modelsView } from "@/lib/pages/schema";
import { listModels } from "@/lib/pool/queries";

export const metadata: Metadata = { title: "Models" };

interface ModelsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const groups = [
  { state: undefined, label: "All" },
  { state: "runnable", label: "Run here" },
  { state: "listed", label: "Not run here" },
  { state: "quarantined", label: "Set aside" },
  { state: "withdrawn", label: "Withdrawn" },
] as const;

function Nothing({ q, state }: { q: string; state?: string | undefined }) {
  if (q === "" && state === undefined) {
    return (
      <EmptyState title="No models yet" action={<LinkButton href="/submit">Submit a model</LinkButton>}>
        A model appears here as soon as a maintainer has accepted it.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No model fits" action={<LinkButton href="/models">All models</LinkButton>}>
      {q === ""
        ? "No model is in this state at the moment."
        : `No model here contains “${q}”${state === undefined ? "" : " in this state"}.`}
    </EmptyState>
  );
}

export default async function ModelsPage({ searchParams }: ModelsPageProps) {
  const view = modelsView.parse(await searchParams);
  const found = await listModels(await currentActor(), { search: view.q });
  const shown = found.filter((model) => !view.state || model.state === view.state);
  const tabs = groups
    .map(({ state, label }) => ({
      href: addressOf("/models", modelsView, { state, q: view.q }),
      label,
      current: state === view.state,
      count: found.filter((model) => !state || model.state === state).length,
    }))
    .filter((tab) => tab.count > 0 || tab.current);
  const { rows, ...pages } = pageOfRows(shown, view.page);
  return (
    <Page>
      <PageHeader
        title="Models"
        lead="Models that people contributed, pinned to exact weights, and the models of the paper, which are credited here and not run."
        actions={
          <LinkButton href="/submit" variant="primary">
            Submit a model
          </LinkButton>
        }
      />
      <form action="/models" method="get" className="mb-6 flex flex-wrap items-end gap-3">
        {view.state ? <input type="hidden" name="state" value={view.state} /> : null}
        <div className="grid min-w-0 flex-1 gap-1 sm:max-w-sm">
          <label htmlFor="models-q" className="font-medium text-sm">
            Name, words of the description, institution or country
          </label>
          <Input id="models-q" name="q" type="search" defaultValue={view.q} maxLength={100} />
        </div>
        <Button type="submit">Find</Button>
      </form>
      <Tabs label="Models by state" tabs={tabs} />
      {shown.length > 0 ? <ModelsTable models={rows} caption="Models" /> : <Nothing {...view} />}
      {pages.total > pages.pageSize ? (
        <Pagination {...pages} noun="models" hrefOf={(other) => addressOf("/models", modelsView, { ...view, page: other })} />
      ) : null}
    </Page>
  );
}
