import type { Metadata } from "next";
import { configuredProviders } from "@/app/_server/auth-providers";
import { requireSignedIn } from "@/app/_server/session";
import { ReceiptSection } from "@/components/consent/receipt-section";
import { Page } from "@/components/layout/page";
import { ChecksSection } from "@/components/submissions/checks-section";
import { HubWaiting } from "@/components/submissions/hub-waiting";
import { LatestDecision } from "@/components/submissions/latest-decision";
import { SubmissionStateBadge } from "@/components/submissions/state-badge";
import { stepsAfterPool } from "@/components/submissions/steps-after-pool";
import { SubmissionFacts } from "@/components/submissions/submission-facts";
import { SubmissionProgress } from "@/components/submissions/submission-progress";
import { SubmissionTimeline } from "@/components/submissions/submission-timeline";
import { WithdrawForm } from "@/components/submissions/withdraw-form";
import { Disclosure } from "@/components/ui/disclosure";
import { ActionButton } from "@/components/ui/forms/action-button";
import type { Crumb } from "@/components/ui/navigation/breadcrumb";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import { findAfterPool } from "@/lib/pages/find-after-pool";
import type { SubmissionDetail } from "@/lib/submissions/queries";
import { isEditable, isReopenable, isWithdrawable } from "@/lib/submissions/states";
import { recheck, reopen, withdraw } from "./actions";
import { loadSubmission } from "./load";
import { withdrawalOf } from "./withdrawal";

interface SubmissionPageProps {
  params: Promise<{ number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: SubmissionPageProps): Promise<Metadata> {
  return { title: `Submission #${(await params).number}` };
}

export default async function SubmissionPage({ params, searchParams }: SubmissionPageProps) {
  const { number } = await params;
  const actor = await requireSignedIn(`/submissions/${number}`);
  const submission = await loadSubmission(actor, number);
  const { sent } = await searchParams;
  const after = await findAfterPool(actor, submission.number);
  return (
    <Page>
      <PageHeader
        title={submission.hubId || "No model named yet"}
        kind={`Submission #${submission.number}`}
        crumbs={[listOf(actor, submission)]}
        badges={<SubmissionStateBadge state={submission.state} />}
        actions={<Actions submission={submission} />}
      />
      {sent && ["checking", "in_review"].includes(submission.state) ? (
        <Notice tone="good" live className="mb-8" title={`Thank you. Your entry has number #${submission.number}.`}>
          Everything you sent is kept. You can close this page.
        </Notice>
      ) : null}
      <SubmissionProgress state={submission.state} after={after && stepsAfterPool(after, submission.own)} />
      <LatestDecision submission={submission} />
      {submission.state === "checking" ? <HubWaiting report={submission.report} /> : null}
      <div className="mt-12 grid gap-12 lg:grid-cols-[2fr_1fr]">
        <div className="min-w-0">
          <ChecksSection
            className="mt-0"
            report={submission.report}
            own={submission.own}
            mayLink={configuredProviders().huggingface}
            remark={isReopenable(submission.state) ? " A maintainer can accept a check that is not met, with a reason." : ""}
            asked="Last asked"
            none={submission.state === "draft" ? "They run when you send it in." : "They have not run yet."}
            actions={
              submission.own && isReopenable(submission.state) ? (
                <ActionButton number={submission.number} label="Check again" waiting="Asking…" action={recheck} />
              ) : null
            }
          />
          <Section title={submission.state === "draft" ? "What is written so far" : "What was sent"}>
            <SubmissionFacts content={submission.content} report={submission.report} commit={submission.commit} />
          </Section>
          <ReceiptSection submission={submission} />
        </div>
        <Section title="History" className="mt-0">
          <SubmissionTimeline events={submission.events} />
        </Section>
      </div>
      {submission.own && isWithdrawable(submission.state) ? <Withdrawal submission={submission} /> : null}
    </Page>
  );
}

/** The list that the reader came from: the own entries, the queue, or for those who only read, what was decided. */
function listOf(actor: Actor, { own }: SubmissionDetail): Crumb {
  if (own) return { href: "/submissions", label: "My submissions" };
  return may(actor, "submission:review") ? { href: "/reviews", label: "Reviews" } : { href: "/reviews/decided", label: "Decisions" };
}

function Actions({ submission: { own, state, number, model } }: { submission: SubmissionDetail }) {
  return (
    <>
      {model && state === "admitted" ? <LinkButton href={`/models/${model.slug}`}>The model's page</LinkButton> : null}
      {own && isEditable(state) ? (
        <LinkButton href={`/submit?draft=${number}`} variant="primary">
          Change it
        </LinkButton>
      ) : null}
      {own && (state === "rejected" || state === "withdrawn") ? <LinkButton href="/submit?new=1">Submit another model</LinkButton> : null}
      {own && isReopenable(state) ? (
        <ActionButton number={number} label="Take back to change" waiting="Taking back…" action={reopen} />
      ) : null}
    </>
  );
}

function Withdrawal({ submission: { number, model, state } }: { submission: SubmissionDetail }) {
  const { title, effects } = withdrawalOf({
    state,
    model: model ? { pools: model.memberships.length, runs: model._count.runs } : null,
  });
  return (
    <div className="mt-14 border-rule border-t pt-6">
      <Disclosure summary={title}>
        <div id="withdraw" className="scroll-mt-24">
          <WithdrawForm number={number} effects={effects} kind={state === "draft" ? "draft" : "entry"} action={withdraw} />
        </div>
      </Disclosure>
    </div>
  );
}
