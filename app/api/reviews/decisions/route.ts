import { csvResponse } from "@/app/_server/csv-response";
import { handle } from "@/app/_server/http";
import { currentActor } from "@/app/_server/session";
import { decisionTable } from "@/lib/reviews/decision-table";
import { everyDecision } from "@/lib/reviews/list-decisions";
import { decisionsView } from "@/lib/reviews/schema";

/** Past decisions as a file: those that the same query shows on the page, all pages of them. */
export const GET = handle(async (request: Request) => {
  const view = decisionsView.parse(Object.fromEntries(new URL(request.url).searchParams));
  const decisions = await everyDecision(await currentActor(), view);
  const name = `polyphony-decisions-${new Date().toISOString().slice(0, 10)}.csv`;
  return csvResponse(decisionTable(decisions), name, { "cache-control": "no-store" });
});
