import { db } from "@/lib/db/client";
import type { ServerNotice } from "./schema";

/** Tokens a second of one answer below which a server counts as slow. */
const slowBelow = 10;
/** Seconds without any sign after which that is told. */
const silentAfter = 30;
/** Seconds that the first questions take as a rule. */
const startingAfter = 10;

interface EndpointFacts {
  name: string;
  state: string;
  stateSince: Date | null;
  silentSince: Date | null;
  isLoading: boolean;
  tokensPerSecond: number | null;
  lastOkAt: Date | null;
  /** How many it lists, or last listed. */
  models: number;
}

/**
 * What there is to tell of the model servers of a run, as the worker that holds it sees them: those that are slow, silent or away.
 * Nothing while all are well.
 */
export async function readRunServers(runId: string): Promise<ServerNotice[]> {
  const endpoints = await db().$queryRaw<EndpointFacts[]>`
    SELECT e.name, e.state, e."stateSince", e."silentSince", e."isLoading", e."tokensPerSecond", e."lastOkAt", cardinality(e.models) AS models
    FROM "Run" r JOIN "RunEndpoint" e ON e."workerId" = r."leaseOwner" AND e.scorer = ''
    WHERE r.id = ${runId}::uuid AND (cardinality(e.models) = 0 OR e.models && ARRAY(
      SELECT coalesce(m."servedAs", m."hubId") FROM "Model" m
      WHERE m.id = r."modelId" OR m.id IN (
        SELECT member."modelId" FROM "System" s JOIN "PoolMember" member ON member."poolId" = s."poolId" WHERE s.id = r."systemId"
      )
    ))
    ORDER BY e.name`;
  const serving = endpoints.filter(({ state, models }) => state === "ready" && models > 0).length;
  const now = Date.now();
  // One that never said what it has may have it; that matters where nobody else does.
  return endpoints
    .filter(({ models }) => models > 0 || serving === 0)
    .flatMap((endpoint) => {
      const kind = kindOf(endpoint, now);
      const since = kind && sinceOf[kind](endpoint);
      if (!kind) return [];
      const others = serving - (endpoint.state === "ready" ? 1 : 0);
      return { name: endpoint.name, kind, since: since?.toISOString() ?? null, tokensPerSecond: endpoint.tokensPerSecond, others };
    });
}

const sinceOf: Record<ServerNotice["kind"], (endpoint: EndpointFacts) => Date | null> = {
  slow: () => null,
  silent: ({ silentSince }) => silentSince,
  starting: sinceState,
  loading: sinceState,
  away: sinceState,
  "given-up": sinceState,
};

function sinceState({ stateSince, lastOkAt }: EndpointFacts): Date | null {
  return stateSince ?? lastOkAt;
}

function kindOf({ state, stateSince, isLoading, silentSince, tokensPerSecond }: EndpointFacts, now: number): ServerNotice["kind"] | null {
  if (isLoading) return "loading";
  if (state === "dead") return "given-up";
  if (state === "suspect") return "away";
  const isLongAgo = (since: Date | null, seconds: number) => since !== null && now - since.getTime() > seconds * 1_000;
  if (state === "canary") return isLongAgo(stateSince, startingAfter) ? "starting" : null;
  if (isLongAgo(silentSince, silentAfter)) return "silent";
  return tokensPerSecond !== null && tokensPerSecond < slowBelow ? "slow" : null;
}
