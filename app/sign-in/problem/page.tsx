import type { Metadata } from "next";
import { currentViewer } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { LinkButton } from "@/components/ui/navigation/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { signInProblemLabels } from "@/lib/auth/labels";
import { signInProblemSchema } from "@/lib/auth/schema";

export const metadata: Metadata = { title: "Sign-in problem", robots: { index: false } };

export default async function ProblemPage({ searchParams }: PageProps<"/sign-in/problem">) {
  const reason = signInProblemSchema.catch("unexpected").parse((await searchParams).reason);
  const { title, text } = signInProblemLabels[reason];
  const signedIn = (await currentViewer()).kind === "person";
  return (
    <Page>
      <PageHeader title={title} lead={text} />
      {reason === "suspended" ? (
        <LinkButton href="/">To the leaderboard</LinkButton>
      ) : (
        <LinkButton href={signedIn ? "/account" : "/sign-in"} variant="primary">
          {signedIn ? "Your account" : "Back to signing in"}
        </LinkButton>
      )}
    </Page>
  );
}
