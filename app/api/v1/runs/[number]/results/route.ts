import { currentNetwork } from "@/app/_server/auth-flow";
import { openHeaders, publicRouteOf } from "@/app/api/v1/respond";
import { respondWithResults } from "@/lib/api/respond-with-results";
import { resultsQuery, runPath } from "@/lib/api/run-shapes";
import { anonymous } from "@/lib/auth/actor";

export const dynamic = "force-dynamic";

export const GET = publicRouteOf("run", runPath, resultsQuery, async ({ number }, query, request) =>
  respondWithResults({ actor: anonymous, number, query, client: await currentNetwork(), headers: openHeaders }, request),
);
