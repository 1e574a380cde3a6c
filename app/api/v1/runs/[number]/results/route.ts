import { openHeaders, publicRouteOf } from "@/app/api/v1/respond";
import { respondWithResults } from "@/lib/api/respond-with-results";
import { resultsQuery, runPath } from "@/lib/api/run-shapes";
import { anonymous } from "@/lib/auth/actor";
import { networkOf } from "@/lib/auth/signing-in/network-of";

export const GET = publicRouteOf("run", runPath, resultsQuery, ({ number }, query, request) => {
  const client = networkOf(request.headers.get("x-forwarded-for"));
  return respondWithResults({ actor: anonymous, number, query, client, headers: openHeaders }, request);
});
