import type { Metadata } from "next";
import { z } from "zod";
import { requireSignedIn } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { ageInWords } from "@/components/reviews/age";
import { DecidedNotice } from "@/components/reviews/decided-notice";
import { ReviewKeys } from "@/components/reviews/keys";
import { QueueForm } from "@/components/reviews/queue-form";
import { ReviewTabs } from "@/components/reviews/review-tabs";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/lib/auth/permissions";
import { countWaiting, latestDecision, reviewQueue } from "@/lib/reviews/queries";
import { submissionReference } from "@/lib/submissions/schema";
import { decideMarked } from "./actions";

export const metadata: Metadata = { title: "Reviews" };

const search = z.object({ decided: submissionReference.shape.number.optional().catch(undefined) });

export default async function ReviewsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await requireSignedIn("/reviews");
  if (!may(actor, "submission:review")) return <NotAReviewer mayRead={may(actor, "submission:read-all")} />;
  const { decided } = search.parse(await searchParams);
  const [entries, waiting, last] = await Promise.all([
    reviewQueue(actor),
    countWaiting(actor),
    decided ? latestDecision(actor, decided) : null,
  ]);
  const now = new Date();
  const oldest = entries[0];
  const rest = waiting > entries.length ? ` Listed are the oldest ${entries.length}; the others follow as these are decided.` : "";
  return (
    <Page>
      <PageHeader
        title="Reviews"
        lead={oldest ? `${waiting} waiting, the oldest for ${ageInWords(oldest.submittedAt, now)}.${rest}` : undefined}
        actions={entries.length > 0 ? <ReviewKeys bindings={bindings} /> : null}
      />
      <ReviewTabs current="queue" waiting={waiting} />
      {last ? <DecidedNotice decision={last} waiting={waiting} /> : null}
      {oldest ? (
        <QueueForm action={decideMarked} entries={entries} now={now} />
      ) : (
        <EmptyState title="Nothing waits" action={<LinkButton href="/runs/new">Launch a run</LinkButton>}>
          Every submission is decided. New ones appear here as soon as the Hub has answered about them.
        </EmptyState>
      )}
    </Page>
  );
}

const bindings = [
  { key: "j", does: "Next entry", target: "[data-queue-link]", act: "next" },
  { key: "k", does: "Previous entry", target: "[data-queue-link]", act: "previous" },
] as const;

function NotAReviewer({ mayRead }: { mayRead: boolean }) {
  return (
    <Page>
      <PageHeader title="Reviews" />
      <EmptyState title="For maintainers" action={mayRead ? <LinkButton href="/reviews/decided">What was decided</LinkButton> : undefined}>
        Your roles do not include reviewing. An operator can grant the role “maintainer”.
      </EmptyState>
    </Page>
  );
}
