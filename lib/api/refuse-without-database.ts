import { isDatabaseThere } from "@/lib/db/is-there";
import { retryAfterSeconds } from "@/lib/errors";
import { databaseAway } from "./explain-error";

/** Addresses that need no database: pages of words, and what says itself how it stands. */
const answersAnyway = /^\/(?:_next\/|icon\.svg$|about$|api-docs$|api\/health(?:\/live)?$|api\/v1\/openapi\.json$)/;

/**
 * Answers 503 in words where a request needs a database that is away; null for all others. What was typed into a form is
 * kept by the form's own answer, so that forms are let through.
 */
export async function refuseWithoutDatabase(method: string, path: string): Promise<Response | null> {
  const reads = method === "GET" || method === "HEAD";
  return !reads || answersAnyway.test(path) || (await isDatabaseThere()) ? null : refusal(path);
}

/** For a person or, below /api/, for a program. */
function refusal(path: string): Response {
  const { code, message, fields } = databaseAway();
  const headers = { "retry-after": String(retryAfterSeconds), "cache-control": "no-store" };
  if (path.startsWith("/api/"))
    return Response.json(
      { error: { code, message, fields } },
      { status: 503, headers: { ...headers, "access-control-allow-origin": "*" } },
    );
  return new Response(pageOf(message), { status: 503, headers: { ...headers, "content-type": "text/html; charset=utf-8" } });
}

/** Uses nothing of the frame of other pages, which reads the database itself. */
function pageOf(message: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Back soon · Polyphony</title></head>
<body><main>
<h1>Polyphony cannot read its data now</h1>
<p>${message} If it stays like this, tell an operator.</p>
<p><a href="">Try again</a> · <a href="/about">About Polyphony</a></p>
</main></body>
</html>
`;
}
