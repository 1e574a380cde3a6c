import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { requireSignedIn } from "@/app/_server/session";
import { GrantedScopes } from "@/components/consent/granted-scopes";
import { Page } from "@/components/layout/page";
import { DecidedNotice } from "@/components/reviews/decided-notice";
import { Decision } from "@/components/reviews/decision";
import { OverlapList } from "@/components/reviews/overlap-list";
import { QueueNeighbours } from "@/components/reviews/queue-neighbours";
import { SideBySide } from "@/components/reviews/side-by-side";
import { ChecksSection } from "@/components/submissions/checks-section";
import { SubmissionStateBadge } from "@/components/submissions/state-badge";
import { SubmissionFacts } from "@/components/submissions/submission-facts";
import { SubmissionTimeline } from "@/components/submissions/submission-timeline";
import { ActionButton } from "@/components/ui/forms/action-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { type EntryInQueue, latestDecision, submissionForReview } from "@/lib/reviews/queries";
import { submissionReference } from "@/lib/submissions/schema";
import { findOverlaps } from "@/lib/tasks/find-overlaps";
import { decide, recheck } from "./actions";

interface ReviewPageProps {
  params: Promise<{ number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: ReviewPageProps): Promise<Metadata> {
  return { title: `Review of #${(await params).number}` };
}

const search = z.object({ decided: submissionReference.shape.number.optional().catch(undefined) });

export default async function ReviewPage({ params, searchParams }: ReviewPageProps) {
  const { number } = await params;
  const actor = await requireSignedIn(`/reviews/${number}`);
  const { decided } = search.parse(await searchParams);
  const entry = await load(actor, number);
  const last = decided ? await latestDecision(actor, decided) : null;
  const { submission } = entry;
  return (
    <Page>
      <PageHeader
        title={submission.hubId}
        kind={`Submission #${submission.number}`}
        crumbs={[{ href: "/reviews", label: "Reviews" }]}
        badges={<SubmissionStateBadge state={submission.state} />}
        actions={<QueueNeighbours {...entry} />}
      />
      {last ? <DecidedNotice decision={last} waiting={entry.waiting + (submission.state === "in_review" ? 1 : 0)} /> : null}
      <div className="grid gap-12 lg:grid-cols-[1fr_20rem]">
        <div className="min-w-0">
          <SideBySide description={submission.description} report={submission.report} />
          <ChecksSection
            report={submission.report}
            own={submission.own}
            asked="Asked"
            none="They have not run yet."
            actions={
              submission.state === "in_review" ? (
                <ActionButton number={submission.number} label="Check again" waiting="Asking…" action={recheck} />
              ) : null
            }
          />
          <Section title="Training data and tasks" lead="Nothing to decide: whoever declares training data is flagged, not punished.">
            <OverlapList overlaps={await findOverlaps(submission.content)} declared={submission.content.trainingData.trim() !== ""} />
          </Section>
          <Section title="What was sent">
            <SubmissionFacts content={submission.content} report={submission.report} commit={submission.commit} />
          </Section>
          <Section title="Consent">
            <GrantedScopes granted={submission.receipts[0]?.withdrawnAt === null ? submission.receipts[0].scopes : []} />
          </Section>
          <Section title="History">
            <SubmissionTimeline events={submission.events} />
          </Section>
        </div>
        <div className="min-w-0 lg:sticky lg:top-6 lg:self-start">
          <Decision submission={submission} action={decide} />
        </div>
      </div>
    </Page>
  );
}

async function load(actor: Actor, typed: string): Promise<EntryInQueue> {
  const reference = submissionReference.safeParse({ number: typed });
  if (!reference.success) notFound();
  try {
    return await submissionForReview(actor, reference.data.number);
  } catch (error) {
    // Who may not review learns nothing of what exists.
    if (error instanceof AppError && ["NOT_FOUND", "NOT_ALLOWED"].includes(error.code)) notFound();
    throw error;
  }
}
