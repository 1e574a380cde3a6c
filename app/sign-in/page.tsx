import type { Metadata } from "next";
import { isDemoRequest } from "@/app/_server/auth-demo";
import { configuredProviders } from "@/app/_server/auth-providers";
import { currentViewer } from "@/app/_server/session";
import { PersonaPicker } from "@/components/auth/persona-picker";
import { ProviderButtons } from "@/components/auth/provider-buttons";
import { ShortForm } from "@/components/auth/short-form";
import { SignedInAlready } from "@/components/auth/signed-in-already";
import { Page } from "@/components/layout/page";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { providerSchema } from "@/lib/auth/schema";
import { ownPath } from "@/lib/auth/signing-in/own-path";
import { personas } from "@/lib/auth/signing-in/personas";
import { askForLink, enterAtProvider, enterDemo, signOut } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const next = ownPath((await searchParams).next);
  const [viewer, demo] = await Promise.all([currentViewer(), isDemoRequest()]);
  if (viewer.kind !== "anonymous" && !demo) {
    return (
      <Page>
        <SignedInAlready name={viewer.name} suspended={viewer.kind === "suspended"} next={next} signOut={signOut} />
      </Page>
    );
  }
  return (
    <Page>
      {demo ? (
        <>
          <PageHeader
            title="Who would you like to be?"
            lead="This is a demo on your own machine. Nobody needs a password; choose a part and look around."
          />
          {viewer.kind === "anonymous" ? null : (
            <Notice className="mb-6">
              You are {viewer.name}
              {viewer.kind === "suspended"
                ? ", whose account is suspended: you see what anybody sees."
                : ". Choose again whenever you like."}
            </Notice>
          )}
          <PersonaPicker personas={personas} next={next} action={enterDemo} />
        </>
      ) : (
        <Choices next={next} />
      )}
    </Page>
  );
}

/** The ways in that this installation has. */
function Choices({ next }: { next: string }) {
  const configured = configuredProviders();
  const providers = providerSchema.options.filter((provider) => configured[provider]);
  if (providers.length === 0 && !configured.email) {
    return (
      <PageHeader
        title="Nobody can sign in here yet"
        lead="The people who run this installation have not set up Hugging Face, GitHub or mail. The README says how, under “Configuration”."
      />
    );
  }
  return (
    <>
      <PageHeader title="Sign in" lead="To offer a model, follow what becomes of it, or judge answers. Reading needs no account." />
      {providers.length === 0 ? null : (
        <Section title="With an account you have">
          <ProviderButtons providers={providers} next={next} action={enterAtProvider} />
          <p className="mt-4 max-w-prose text-ink-soft text-sm">
            We learn your name, user name, organisations and confirmed e-mail address there, and nothing else. We cannot act in your name.
          </p>
        </Section>
      )}
      {configured.email ? (
        <Section title="With a link by e-mail">
          <ShortForm
            action={askForLink}
            hidden={{ next }}
            fields={[
              {
                name: "email",
                label: "E-mail address",
                type: "email",
                autoComplete: "email",
                hint: "We send a link that works once, within 15 minutes.",
              },
            ]}
            submit="Send me a link"
            waiting="Sending…"
          />
        </Section>
      ) : null}
    </>
  );
}
