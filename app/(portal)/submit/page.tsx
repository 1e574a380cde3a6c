import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { configuredProviders } from "@/app/_server/auth-providers";
import { currentActor } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { countryNames } from "@/components/submissions/countries";
import { SubmissionForm } from "@/components/submissions/submission-form";
import type { FormValues } from "@/components/ui/forms/form-state";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { TextLink } from "@/components/ui/navigation/text-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { AppError } from "@/lib/errors";
import { type OpenDraft, openDraft } from "@/lib/submissions/queries";
import { keep, send } from "./actions";

export const metadata: Metadata = { title: "Submit a model" };

const search = z.object({
  draft: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
  new: z.string().optional().catch(undefined),
  saved: z.string().optional().catch(undefined),
});

export default async function SubmitPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const query = search.parse(await searchParams);
  const actor = await currentActor();
  const draft = query.new ? null : await findDraft(actor, query.draft);
  const name = actor.kind === "user" ? actor.name : "";
  return (
    <Page>
      <PageHeader
        title="Submit a model"
        lead="Offer a language model of yours that anybody can read on the Hugging Face Hub, below 10 billion parameters. It takes about two minutes. Nothing runs before a person has read your entry."
        actions={actor.kind === "user" ? <LinkButton href="/submissions">My submissions</LinkButton> : null}
      />
      <DraftNotice draft={draft} saved={query.saved !== undefined} />
      <SubmissionForm
        key={`${draft?.id ?? "new"} ${draft?.version ?? 0}`}
        send={send}
        keep={keep}
        initial={draft ? valuesOf(draft) : { person: name }}
        signedIn={actor.kind === "user"}
        mayLink={configuredProviders().huggingface}
        countries={countryNames()}
        sendLabel={draft?.state === "changes_requested" ? "Send it again" : "Send it in"}
      />
    </Page>
  );
}

async function findDraft(actor: Awaited<ReturnType<typeof currentActor>>, number: number | undefined): Promise<OpenDraft | null> {
  try {
    return await openDraft(actor, number);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}

function DraftNotice({ draft, saved }: { draft: OpenDraft | null; saved: boolean }) {
  if (!draft) return null;
  if (draft.state === "changes_requested") {
    return (
      <Notice tone="warn" className="mb-10" title={`You are changing submission #${draft.number}.`}>
        <TextLink href={`/submissions/${draft.number}`}>Read what was asked for</TextLink>
      </Notice>
    );
  }
  return (
    <Notice
      tone={saved ? "good" : "info"}
      className="mb-10"
      title={saved ? `Draft #${draft.number} is saved.` : `You go on with draft #${draft.number}.`}
    >
      <TextLink href="/submit?new=1">Start another one</TextLink> ·{" "}
      {/* No link of the router: the browser itself opens the fold on its way to a place inside it. */}
      <a href={`/submissions/${draft.number}#withdraw`} className="link-loud">
        Discard this one
      </a>
    </Notice>
  );
}

function valuesOf({ id, version, content }: OpenDraft): FormValues {
  const { evaluationInvitation, nameShown, contactAllowed, ...texts } = content;
  const tick = (value: boolean) => (value ? "on" : "");
  return {
    ...texts,
    submissionId: id,
    version: String(version),
    evaluationInvitation: tick(evaluationInvitation),
    nameShown: tick(nameShown),
    contactAllowed: tick(contactAllowed),
  };
}
