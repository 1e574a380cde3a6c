"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/forms/button";
import { LinkButton } from "@/components/ui/navigation/link-button";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  // What failed was made by the server: the page is asked for again, not only shown again.
  const tryAgain = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <Page className="grid max-w-prose gap-5 py-24">
      <p className="label-caps text-ink-faint">500</p>
      <h1>A wrong note, and it was ours</h1>
      <p className="text-ink-soft text-lg">
        This page could not be made. Nothing that you sent before is lost. Try again; if it stays like this, tell an operator
        {error.digest ? (
          <>
            {" "}
            and give the code <code className="font-mono text-ink">{error.digest}</code>, under which the log has the details
          </>
        ) : null}
        .
      </p>
      <p className="flex flex-wrap gap-3">
        <Button variant="primary" onClick={tryAgain}>
          Try again
        </Button>
        <LinkButton href="/">To the leaderboard</LinkButton>
      </p>
    </Page>
  );
}
