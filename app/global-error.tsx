"use client";

import "./globals.css";

/** Stands in for the whole frame when the frame itself failed, so it uses none of it. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto grid max-w-prose gap-5 px-4 py-24">
          <title>Something went wrong · Polyphony</title>
          <h1>A wrong note, and it was ours</h1>
          <p className="text-ink-soft text-lg">
            The portal could not answer. Nothing that you sent before is lost. Wait a moment and open the page again.
            {error.digest ? ` The log has the details under ${error.digest}.` : ""}
          </p>
          <p>
            <a href="/" className="text-accent underline underline-offset-2">
              To the leaderboard
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
