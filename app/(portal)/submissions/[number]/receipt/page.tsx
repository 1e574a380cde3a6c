import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireSignedIn } from "@/app/_server/session";
import { GrantedScopes } from "@/components/consent/granted-scopes";
import { Page } from "@/components/layout/page";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { DefinitionList } from "@/components/ui/tables/definition-list";
import { Time } from "@/components/ui/time";
import type { Actor } from "@/lib/auth/actor";
import { receiptOf } from "@/lib/consent/queries";
import type { ReceiptFile } from "@/lib/consent/schema";
import { AppError } from "@/lib/errors";
import { submissionReference } from "@/lib/submissions/schema";

interface ReceiptPageProps {
  params: Promise<{ number: string }>;
}

export async function generateMetadata({ params }: ReceiptPageProps): Promise<Metadata> {
  return { title: `Consent receipt of submission #${(await params).number}` };
}

export default async function ReceiptPage({ params }: ReceiptPageProps) {
  const { number } = await params;
  const receipt = await load(await requireSignedIn(`/submissions/${number}/receipt`), number);
  return (
    <Page>
      <PageHeader
        title="Consent receipt"
        crumbs={[{ href: `/submissions/${receipt.submission}`, label: `Submission #${receipt.submission}` }]}
        lead="What was agreed to, in which words, and when. You can print this page or keep the file."
        actions={
          <LinkButton href={`/api/submissions/${receipt.submission}/receipt`} download>
            Download (JSON)
          </LinkButton>
        }
      />
      <DefinitionList
        items={[
          { term: "Receipt", value: <code>{receipt.receipt}</code> },
          { term: "Signed by", value: receipt.signer },
          { term: "Model", value: receipt.model },
          { term: "Granted", value: <Time at={new Date(receipt.grantedAt)} /> },
          { term: "Withdrawn", value: receipt.withdrawnAt ? <Time at={new Date(receipt.withdrawnAt)} /> : "no, it is in force" },
          { term: "Version of the text", value: receipt.textVersion },
          { term: "SHA-256 of the text", value: <code>{receipt.textHash}</code> },
        ]}
      />
      <Section title="The seven uses">
        <GrantedScopes granted={receipt.granted.map((one) => one.scope)} />
      </Section>
    </Page>
  );
}

async function load(actor: Actor, typed: string): Promise<ReceiptFile> {
  const reference = submissionReference.safeParse({ number: typed });
  if (!reference.success) notFound();
  try {
    return await receiptOf(actor, reference.data.number);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
