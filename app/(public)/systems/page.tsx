import type { Metadata } from "next";
import { currentActor } from "@/app/_server/session";
import { HiddenNote } from "@/components/boards/hidden-note";
import { Page } from "@/components/layout/page";
import { MemberSystems } from "@/components/models/member-systems";
import { EmptyState } from "@/components/ui/empty-state";
import { addressOf } from "@/components/ui/navigation/address-of";
import { Pagination } from "@/components/ui/navigation/pagination";
import { PageHeader } from "@/components/ui/page-header";
import { columns } from "@/lib/boards/columns";
import { readBoards } from "@/lib/boards/read-board";
import { pageOfRows } from "@/lib/boards/rows/arrange-rows";
import { boardView } from "@/lib/boards/schema";
import { modelsView } from "@/lib/pages/schema";

export const metadata: Metadata = { title: "Systems" };

interface SystemsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SystemsPage({ searchParams }: SystemsPageProps) {
  const wanted = modelsView.parse(await searchParams).page;
  const { systems } = await readBoards(await currentActor(), boardView.parse({ systemSort: "name" }));
  const { rows, ...pages } = pageOfRows(systems.rows, wanted);
  return (
    <Page>
      <PageHeader
        title="Systems"
        lead="A system is a method, a pool of models, parameters, and what it learned on practice questions. It can answer any question."
      />
      {systems.rows.length > 0 ? (
        <>
          <MemberSystems columns={columns} systems={rows} caption="Systems, by name" />
          <Pagination {...pages} noun="systems" hrefOf={(other) => addressOf("/systems", modelsView, { page: other })} />
        </>
      ) : (
        <EmptyState title="No system yet">Systems appear here as soon as one has answered test questions of every task.</EmptyState>
      )}
      <HiddenNote hidden={systems.hidden} filtered={0} showAllHref="/systems" noun={["system", "systems"]} />
    </Page>
  );
}
