import type { Metadata } from "next";
import { cookies } from "next/headers";
import { configuredProviders } from "@/app/_server/auth-providers";
import { requireSignedIn } from "@/app/_server/session";
import { chooseSingleKeys } from "@/app/actions";
import { NextSteps } from "@/components/auth/next-steps";
import { PersonTimeline } from "@/components/auth/person-timeline";
import { RoleBadges } from "@/components/auth/role-badges";
import { ShortForm } from "@/components/auth/short-form";
import { WaysIn } from "@/components/auth/ways-in";
import { KeysSwitch } from "@/components/layout/keys-switch";
import { Page } from "@/components/layout/page";
import { parseSingleKeys, singleKeysCookie } from "@/components/layout/single-keys";
import { Disclosure } from "@/components/ui/disclosure";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { DefinitionList } from "@/components/ui/tables/definition-list";
import { Time } from "@/components/ui/time";
import { roleLabels } from "@/lib/auth/labels";
import { findOwnAccount } from "@/lib/auth/queries";
import { providerSchema } from "@/lib/auth/schema";
import { askForAddress, leaveElsewhere, link, rename, unlink } from "./actions";
import { nextSteps } from "./next-steps";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const actor = await requireSignedIn("/account");
  const account = await findOwnAccount(actor);
  const keys = parseSingleKeys((await cookies()).get(singleKeysCookie)?.value);
  const configured = configuredProviders();
  const facts = [
    { term: "Member since", value: <Time at={account.joinedAt} precision="day" /> },
    {
      term: "Roles",
      value: (
        <>
          <RoleBadges roles={account.roles} />
          <p className="mt-1 text-ink-soft text-sm">{account.roles.map((role) => roleLabels[role].purpose).join(" ")}</p>
        </>
      ),
    },
    { term: "E-mail", value: account.email ?? "none confirmed: no mail can reach you" },
    { term: "Signed in", value: account.browsers === 1 ? "in this browser" : `in ${account.browsers} browsers` },
  ];
  return (
    <Page>
      <PageHeader title={account.name} kind="Your account" />
      <DefinitionList items={facts} />
      <NextSteps steps={nextSteps(actor)} />
      <Section title="Name" lead="As others see it beside what you do here." id="name">
        <ShortForm
          action={rename}
          fields={[{ name: "name", label: "Your name", value: account.named ? account.name : "", autoComplete: "name", maxLength: 80 }]}
          submit="Change the name"
          waiting="Changing…"
          variant="secondary"
        />
      </Section>
      {configured.mail ? (
        <Section title="E-mail address" lead="It is written here only after you opened a link that we send there." id="address">
          <ShortForm
            action={askForAddress}
            fields={[{ name: "email", label: account.email ? "New address" : "Your address", type: "email", autoComplete: "email" }]}
            submit="Send me a link"
            waiting="Sending…"
            variant="secondary"
          />
        </Section>
      ) : null}
      <WaysIn
        accounts={account.accounts}
        offered={providerSchema.options.filter((provider) => configured[provider])}
        byMail={configured.email && account.emailVerified}
        link={link}
        unlink={unlink}
      />
      {account.browsers > 1 ? (
        <Section title="Other browsers" lead="Lost a device, or used somebody else’s?" id="browsers">
          <ShortForm action={leaveElsewhere} submit="Sign out everywhere else" waiting="Signing out…" variant="secondary" />
        </Section>
      ) : null}
      <Section
        title="Keys"
        lead="On some pages a letter pressed by itself chooses or moves on. Switch that off if you speak your input or meet keys by accident. This browser remembers it."
        id="keys"
      >
        <KeysSwitch current={keys} choose={chooseSingleKeys} />
      </Section>
      <Section title="What happened to this account">
        <Disclosure summary="Show the record">
          <PersonTimeline events={account.events} />
        </Disclosure>
      </Section>
    </Page>
  );
}
