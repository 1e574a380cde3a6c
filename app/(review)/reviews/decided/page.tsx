import type { Metadata } from "next";
import { orNotFound } from "@/app/_server/auth-page";
import { leadToLastPage } from "@/app/_server/lead-to-last-page";
import { requireSignedIn } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { DecisionsFilter } from "@/components/reviews/decisions-filter";
import { DecisionsTable } from "@/components/reviews/decisions-table";
import { ReviewTabs } from "@/components/reviews/review-tabs";
import { EmptyState } from "@/components/ui/empty-state";
import { addressOf, entriesOf } from "@/components/ui/navigation/address-of";
import { Pagination } from "@/components/ui/navigation/pagination";
import { TextLink } from "@/components/ui/navigation/text-link";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/lib/auth/permissions";
import { decisionsPerPage, listDecisions } from "@/lib/reviews/list-decisions";
import { decisionsView } from "@/lib/reviews/schema";

export const metadata: Metadata = { title: "Decided" };

export default async function DecidedPage({ searchParams }: PageProps<"/reviews/decided">) {
  const query = await searchParams;
  const actor = await requireSignedIn("/reviews/decided", query);
  const view = decisionsView.parse(query);
  const { rows, total, reviewers } = await orNotFound(listDecisions(actor, view));
  const decides = may(actor, "submission:review");
  const part = {
    page: view.page,
    pageSize: decisionsPerPage,
    total,
    hrefOf: (page: number) => addressOf("/reviews/decided", decisionsView, { ...view, page }),
  };
  leadToLastPage(part);
  return (
    <Page>
      <PageHeader
        title={decides ? "Reviews" : "Decisions on submissions"}
        lead="Every decision with its reason and who took it. Nothing here can be changed."
        actions={
          total > 0 ? (
            <TextLink href={addressOf("/api/reviews/decisions", decisionsView, { ...view, page: 1 })}>Download as CSV</TextLink>
          ) : null
        }
      />
      {decides ? <ReviewTabs current="decided" /> : null}
      <DecisionsFilter view={view} reviewers={reviewers} />
      {rows.length > 0 ? (
        <DecisionsTable rows={rows} entryPath={decides ? "/reviews" : "/submissions"} />
      ) : (
        <Nothing narrowed={entriesOf(decisionsView, { ...view, page: 1 }).length > 0} />
      )}
      <Pagination {...part} noun="decisions" />
    </Page>
  );
}

function Nothing({ narrowed }: { narrowed: boolean }) {
  return narrowed ? (
    <EmptyState title="No decision fits">Choose another decision or person, or look for other words.</EmptyState>
  ) : (
    <EmptyState title="Nothing decided yet">The first decision on a submission will stand here, with its reason.</EmptyState>
  );
}
