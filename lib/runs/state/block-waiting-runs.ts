import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { unusableModels } from "@/lib/pool/eligibility/unusable-sql";
import { holdsNoLease, statesBefore } from "../states";
import { statesSql } from "./columns";
import { type Block, findBlocked } from "./find-blocked";
import { lockRun } from "./lock-run";
import { failureColumns, moveRun } from "./move-run";
import type { StandingRun } from "./standing-run";
import { worker } from "./write-event";

const blockable = statesBefore("blocked_consent").filter(holdsNoLease);

/** The move out of the way of a run whose models may not be used. */
export function blocking({ failure, models }: Block) {
  const data = { code: failure.code, models: models.map((model) => model.slug) };
  return { to: "blocked_consent" as const, why: failure.message, change: failureColumns(failure), data };
}

/**
 * Moves runs that wait, for a worker or for a maintainer, and whose models may not be used any more, out of the way.
 * Workers call it whenever they look for runs, so that it needs no chore of its own.
 */
export async function blockWaitingRuns(): Promise<void> {
  const waiting = await waitingWithUnusableModels();
  const blocks = await findBlocked(waiting.map((run) => run.id));
  for (const waitingRun of waiting) {
    const block = blocks.get(waitingRun.id);
    if (!block) continue;
    await inTransaction(async (tx) => {
      const run = await lockRun(tx, waitingRun);
      // A worker took it first, and finds out by itself.
      if (run.state === waitingRun.state) await moveRun(tx, { run, by: worker, ...blocking(block) });
    });
  }
}

/** From the few models that may not be used to the runs that wait with them: cheap however long the queue is. */
function waitingWithUnusableModels(): Promise<StandingRun[]> {
  return db().$queryRaw`
    WITH unusable AS (
      ${unusableModels}
    ), waiting AS (
      SELECT id, state, "modelId", "systemId" FROM "Run" WHERE state = ANY(${statesSql(blockable)})
    )
    SELECT w.id::text, w.state::text AS state FROM waiting w JOIN unusable u ON u.id = w."modelId"
    UNION
    SELECT w.id::text, w.state::text FROM waiting w
      JOIN "System" s ON s.id = w."systemId" JOIN "PoolMember" p ON p."poolId" = s."poolId" JOIN unusable u ON u.id = p."modelId"`;
}
