import type { Metadata } from "next";
import { requireSignedIn } from "@/app/_server/session";
import { ShortForm } from "@/components/auth/short-form";
import { Page } from "@/components/layout/page";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { signInProblemLabels } from "@/lib/auth/labels";
import { addressTokenName } from "@/lib/auth/people/request-address";
import { tokenStands } from "@/lib/auth/signing-in/one-time-token";
import { readAddress } from "@/lib/mail/address";
import { acceptAddress } from "../actions";

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

/** Where the link leads that was mailed to a new address. Only its button writes the address. */
export default async function AddressPage({ searchParams }: PageProps<"/account/address">) {
  const { email, token } = await searchParams;
  const given = { email: typeof email === "string" ? email : "", token: typeof token === "string" ? token : "" };
  const person = await requireSignedIn(`/account/address?${new URLSearchParams(given)}`);
  const address = readAddress(given.email);
  if (address === null || !(await tokenStands(addressTokenName(person.userId, address), given.token))) {
    const { title, text } = signInProblemLabels["link-used"];
    return (
      <Page>
        <PageHeader title={title} lead={text} />
        <LinkButton href="/account#address" variant="primary">
          Your account
        </LinkButton>
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader title="Use this address?" lead={`From now on mail for ${person.name} goes to ${address}, and you can sign in with it.`} />
      <ShortForm
        action={acceptAddress}
        hidden={{ email: address, token: given.token }}
        submit="Use this address"
        waiting="Writing it down…"
      />
    </Page>
  );
}
