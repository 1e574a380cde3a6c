import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import type { Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { closeQuarantine } from "@/lib/operations/memo/quarantine-lock";
import { redoRuns, type SpoiledRun } from "@/lib/runs/steering/redo-runs";
import { forgetLearned } from "@/lib/systems/forget-learned";

/** Seconds for looking through the traces of all results since an engine was last known to be sound. */
const seconds = 300;

/**
 * Takes out the results whose traces name quarantined texts, and all results of systems that learned from such texts, and
 * has their runs make them again; the texts themselves stay in quarantine as evidence. Boards show a result only while it
 * exists, so none of these counts meanwhile. Safe to run twice.
 * @param quarantined first and last id in QuarantinedGeneration, and why these texts are there
 * @returns how many results were taken out
 */
export async function redoResults(actor: Actor, quarantined: { first: string; last: string; reason: string }): Promise<number> {
  requirePermission(actor, "run:launch");
  const { first, last, reason } = quarantined;
  return await inTransaction(async (tx) => {
    await closeQuarantine(tx);
    const [facts] = await tx.$queryRaw<{ since: Date | null; models: string[] | null }[]>`
      SELECT min("createdAt") AS since, array_agg(DISTINCT "modelId"::text) FILTER (WHERE "modelId" IS NOT NULL) AS models
      FROM "QuarantinedGeneration" WHERE id BETWEEN ${first}::bigint AND ${last}::bigint`;
    if (!facts?.since) return 0;
    const systems = await forgetLearned(tx, facts.models ?? [], facts.since);
    const runs = await takeOut(tx, { first, last, since: facts.since, systems });
    await redoRuns(tx, runs, reason);
    const lost = runs.reduce((sum, run) => sum + run.lost, 0);
    log.warn(
      { results: lost, runs: runs.length, systems: systems.length, reason },
      "results that rest on quarantined texts are made again",
    );
    return lost;
  }, seconds);
}

/** Runs of systems that have to learn again are among them even if they have no result yet. */
function takeOut(tx: Transaction, spoiled: { first: string; last: string; since: Date; systems: string[] }): Promise<SpoiledRun[]> {
  const { first, last, since, systems } = spoiled;
  return tx.$queryRaw<SpoiledRun[]>`
    WITH keys AS (
      SELECT DISTINCT encode(key, 'hex') AS key FROM "QuarantinedGeneration" WHERE id BETWEEN ${first}::bigint AND ${last}::bigint
    ), gone AS (
      DELETE FROM "Result" r USING "Run" run
      WHERE run.id = r."runId" AND run.origin = 'here' AND r."createdAt" >= ${since} AND (
        run."systemId" = ANY(${systems}::uuid[])
        OR EXISTS (SELECT 1 FROM jsonb_array_elements(r.trace->'steps') step JOIN keys ON keys.key = step->>'generation')
      )
      RETURNING r."runId"
    )
    SELECT run.id::text AS "runId", (SELECT count(*)::int FROM gone WHERE gone."runId" = run.id) AS lost FROM "Run" run
    WHERE run.id IN (SELECT "runId" FROM gone) OR (run."systemId" = ANY(${systems}::uuid[]) AND run.state = 'running')
    ORDER BY run.id`;
}
