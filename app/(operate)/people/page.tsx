import type { Metadata } from "next";
import { orNotFound } from "@/app/_server/auth-page";
import { leadToLastPage } from "@/app/_server/lead-to-last-page";
import { requireSignedIn } from "@/app/_server/session";
import { PeopleFilter } from "@/components/auth/people-filter";
import { PeopleTable } from "@/components/auth/people-table";
import { Page } from "@/components/layout/page";
import { EmptyState } from "@/components/ui/empty-state";
import { addressOf } from "@/components/ui/navigation/address-of";
import { Pagination } from "@/components/ui/navigation/pagination";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/lib/auth/permissions";
import { listPeople, peoplePageSize } from "@/lib/auth/queries";
import { peopleFilterSchema } from "@/lib/auth/schema";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const query = await searchParams;
  const actor = await requireSignedIn("/people", query);
  const filter = peopleFilterSchema.parse(query);
  const { people, total } = await orNotFound(listPeople(actor, filter));
  const part = {
    page: filter.page,
    pageSize: peoplePageSize,
    total,
    hrefOf: (page: number) => addressOf("/people", peopleFilterSchema, { ...filter, page }),
  };
  leadToLastPage(part);
  return (
    <Page>
      <PageHeader title="People" lead="Everybody who ever signed in. Each change of a role or standing is recorded with its reason." />
      <PeopleFilter filter={filter} />
      {people.length === 0 ? (
        <EmptyState title="Nobody matches">Widen the search, or choose another role or standing.</EmptyState>
      ) : (
        <>
          <PeopleTable people={people} showsAddresses={may(actor, "user:manage-roles")} />
          <Pagination {...part} noun="people" />
        </>
      )}
    </Page>
  );
}
