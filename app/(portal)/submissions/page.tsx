import type { Metadata } from "next";
import { requireSignedIn } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { SubmissionList } from "@/components/submissions/submission-list";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { listOwnSubmissions } from "@/lib/submissions/queries";

export const metadata: Metadata = { title: "My submissions" };

export default async function SubmissionsPage() {
  const actor = await requireSignedIn("/submissions");
  const submissions = await listOwnSubmissions(actor);
  const submit = (
    <LinkButton href="/submit?new=1" variant="primary">
      Submit a model
    </LinkButton>
  );
  return (
    <Page>
      <PageHeader
        title="My submissions"
        lead="Where each of your models stands, and what comes next."
        actions={submissions.length > 0 ? submit : null}
      />
      {submissions.length > 0 ? (
        <SubmissionList submissions={submissions} />
      ) : (
        <EmptyState title="Nothing sent yet" action={submit}>
          A model that you offer here is checked at once and read by a maintainer. You see every step on this page.
        </EmptyState>
      )}
    </Page>
  );
}
