import { handle } from "@/app/_server/http";
import { currentActor } from "@/app/_server/session";
import { previewCheck } from "@/lib/submissions/preview-check";

/** The checks of a model while its ID is being typed. For people who signed in, 60 a minute. */
export const GET = handle(async (request: Request) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const report = await previewCheck(await currentActor(), query);
  return Response.json(report, { headers: { "cache-control": "no-store" } });
});
