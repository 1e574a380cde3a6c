import type { Metadata } from "next";
import { inspectLink } from "@/app/_server/auth-flow";
import { currentViewer } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { SubmitButton } from "@/components/ui/forms/submit-button";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { signInProblemLabels } from "@/lib/auth/labels";
import { ownPath } from "@/lib/auth/signing-in/own-path";
import { readAddress } from "@/lib/mail/address";
import { confirmLink } from "../actions";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

/** Where a mailed link leads. Opening the page changes nothing, however often a mail scanner does; its button signs in. */
export default async function ConfirmPage({ searchParams }: PageProps<"/sign-in/confirm">) {
  const { email, token, next } = await searchParams;
  const address = typeof email === "string" ? readAddress(email) : null;
  const link = address !== null && typeof token === "string" ? await inspectLink(address, token) : null;
  if (!link?.stands || typeof token !== "string") return <UsedUp />;
  const viewer = await currentViewer();
  return (
    <Page>
      <PageHeader title={link.askedHere ? "Welcome" : "Sign in on a new device?"} lead={`You are signing in as ${link.email}.`} />
      {link.askedHere ? null : (
        <Notice tone="warn" className="mb-6 max-w-prose" title={`You are signing in as ${link.email} on a new device.`}>
          This link was asked for in another browser. Go on only if you asked for it yourself and this is your address: otherwise you would
          be working in somebody else’s account.
        </Notice>
      )}
      {viewer.kind === "anonymous" ? null : (
        <Notice className="mb-6 max-w-prose">You are signed in as {viewer.name} here, and will be signed out.</Notice>
      )}
      <form action={confirmLink}>
        <input type="hidden" name="email" value={link.email} />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="next" value={ownPath(next)} />
        <SubmitButton waiting="Signing in…" size="large">
          Sign in
        </SubmitButton>
      </form>
    </Page>
  );
}

function UsedUp() {
  const { title, text } = signInProblemLabels["link-used"];
  return (
    <Page>
      <PageHeader title={title} lead={text} />
      <LinkButton href="/sign-in" variant="primary">
        Ask for a new link
      </LinkButton>
    </Page>
  );
}
