import { Page } from "@/components/layout/page";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { TextLink } from "@/components/ui/navigation/text-link";
import { currentViewer } from "./_server/session";

export const metadata = { title: "Not found" };

export default async function NotFound() {
  const viewer = await currentViewer();
  return (
    <Page className="grid max-w-prose gap-5 py-24">
      <p className="label-caps text-ink-faint">404</p>
      <h1>Nothing is written here</h1>
      <p className="text-ink-soft text-lg">
        The address is wrong, the page was withdrawn, or it is one that you may not see.{" "}
        {viewer.kind === "anonymous" ? (
          <>
            If it is yours, <TextLink href="/sign-in">sign in</TextLink> and open it again.
          </>
        ) : (
          `You are signed in as ${viewer.name}.`
        )}
      </p>
      <p className="flex flex-wrap gap-3">
        <LinkButton href="/" variant="primary">
          To the leaderboard
        </LinkButton>
        <LinkButton href="/models">All models</LinkButton>
      </p>
    </Page>
  );
}
