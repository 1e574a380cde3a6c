import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { requireSignedIn } from "@/app/_server/session";
import { GrantedScopes } from "@/components/consent/granted-scopes";
import { Page } from "@/components/layout/page";
import { DeskForm } from "@/components/reviews/desk-form";
import { ReviewKeys } from "@/components/reviews/keys";
import { OverlapList } from "@/components/reviews/overlap-list";
import { SideBySide } from "@/components/reviews/side-by-side";
import { CheckList, checksInWords } from "@/components/submissions/check-list";
import { SubmissionStateBadge } from "@/components/submissions/state-badge";
import { SubmissionFacts } from "@/components/submissions/submission-facts";
import { SubmissionTimeline } from "@/components/submissions/submission-timeline";
import { ActionButton } from "@/components/ui/action-button";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { type SubmissionForReview, submissionForReview } from "@/lib/reviews/queries";
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

const search = z.object({ decided: z.coerce.number().int().positive().optional().catch(undefined) });

export default async function ReviewPage({ params, searchParams }: ReviewPageProps) {
  const { number } = await params;
  const review = await load(await requireSignedIn(`/reviews/${number}`), number);
  const { decided } = search.parse(await searchParams);
  const { submission } = review;
  return (
    <Page>
      <PageHeader
        title={submission.hubId}
        kind={`Submission #${submission.number}`}
        crumbs={[{ href: "/reviews", label: "Reviews" }]}
        badges={<SubmissionStateBadge state={submission.state} />}
        actions={<Neighbours review={review} />}
      />
      {decided ? (
        <Notice tone="good" live className="mb-8" title={`#${decided} is decided. ${review.waiting + 1} waiting, this one included.`} />
      ) : null}
      <div className="grid gap-12 lg:grid-cols-[1fr_20rem]">
        <div className="min-w-0">
          <SideBySide description={submission.description} report={submission.report} />
          <Checks review={review} />
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
          <Decision review={review} />
        </div>
      </div>
    </Page>
  );
}

async function load(actor: Actor, typed: string): Promise<SubmissionForReview> {
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

function Neighbours({ review: { previous, next } }: { review: SubmissionForReview }) {
  return (
    <>
      {previous === null ? null : (
        <LinkButton href={`/reviews/${previous}`} data-key="k">
          Previous
        </LinkButton>
      )}
      {next === null ? null : (
        <LinkButton href={`/reviews/${next}`} data-key="j">
          Next
        </LinkButton>
      )}
    </>
  );
}

function Checks({ review: { submission } }: { review: SubmissionForReview }) {
  const { report, number, state } = submission;
  return (
    <Section
      title="Checks"
      lead={report ? `${checksInWords(report.checks)}.` : undefined}
      actions={state === "in_review" ? <ActionButton number={number} label="Check again" waiting="Asking…" action={recheck} /> : null}
    >
      {report ? (
        <>
          <CheckList checks={report.checks} label="Checks of the model" />
          <p className="mt-2 text-ink-soft text-sm">
            Asked <Time at={new Date(report.checkedAt)} />.
          </p>
        </>
      ) : (
        <p className="text-ink-soft">They have not run yet.</p>
      )}
    </Section>
  );
}

function Decision({ review: { submission } }: { review: SubmissionForReview }) {
  if (submission.own) return <Notice title="This is your own submission.">Another maintainer decides it.</Notice>;
  if (submission.state !== "in_review") return <Notice title="There is nothing to decide now.">It is not in review at the moment.</Notice>;
  const { report } = submission;
  return (
    <div className="grid gap-4">
      <h2>Decision</h2>
      <DeskForm
        number={submission.number}
        version={submission.version}
        checks={report?.checks ?? []}
        canApprove={report?.commit !== null && report !== null}
        action={decide}
      />
      <ReviewKeys bindings={bindings} />
    </div>
  );
}

const bindings = [
  { key: "a", does: "Approve", target: "[data-key=a]", act: "press" },
  { key: "c", does: "Ask for changes", target: "[data-key=c]", act: "press", needs: "#field-reason" },
  { key: "r", does: "Reject", target: "[data-key=r]", act: "press", needs: "#field-reason" },
  { key: "e", does: "Write the reason", target: "#field-reason", act: "focus" },
  { key: "w", does: "Go to the exceptions", target: "[name=waivers]", act: "next" },
  { key: "j", does: "Next entry of the queue", target: "[data-key=j]", act: "press" },
  { key: "k", does: "Previous entry of the queue", target: "[data-key=k]", act: "press" },
] as const;
