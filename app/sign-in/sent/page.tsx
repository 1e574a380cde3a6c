import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Look into your mail" };

export default function LinkSentPage() {
  return (
    <Page>
      <PageHeader title="Look into your mail" lead="If the address was right, a link is on its way. It works once, within 15 minutes." />
      <p className="mb-6 max-w-prose text-ink-soft">
        Open it in this browser, if you can. Nothing there after a few minutes? Look among the unwanted mail, or check the address and ask
        again.
      </p>
      <LinkButton href="/sign-in">Ask again</LinkButton>
    </Page>
  );
}
