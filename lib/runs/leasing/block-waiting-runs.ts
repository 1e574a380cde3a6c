import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { unusableModels } from "@/lib/pool/eligibility/unusable-sql";
import type { RunState } from "../states";
import { findBlocked } from "./find-blocked";

/**
 * Moves runs that wait, for a worker or for a maintainer, and whose models may not be used any more, out of the way.
 * Workers call it whenever they look for runs, so that it needs no chore of its own.
 */
export async function blockWaitingRuns(): Promise<void> {
  const waiting = await waitingWithUnusableModels();
  const blocks = await findBlocked(waiting.map((run) => run.id));
  for (const { id, state } of waiting) {
    const block = blocks.get(id);
    if (!block) continue;
    const { code, message, blame } = block.failure;
    await inTransaction(async (tx) => {
      const { count } = await tx.run.updateMany({
        where: { id, state },
        data: { state: "blocked_consent", failureCode: code, failureMessage: message, blame },
      });
      // Zero rows: a worker took it first, and finds out by itself.
      if (count === 0) return;
      const moved = { from: state, to: "blocked_consent", why: message } as const;
      const data = { code, models: block.models.map((model) => model.slug) };
      await tx.runEvent.create({ data: { runId: id, actor: "system:worker", ...moved, data } });
    });
  }
}

/** From the few models that may not be used to the runs that wait with them: cheap however long the queue is. */
function waitingWithUnusableModels(): Promise<{ id: string; state: RunState }[]> {
  return db().$queryRaw`
    WITH unusable AS (
      ${unusableModels}
    ), waiting AS (
      SELECT id, state, "modelId", "systemId" FROM "Run" WHERE state IN ('queued', 'needs_approval')
    )
    SELECT w.id, w.state::text AS state FROM waiting w JOIN unusable u ON u.id = w."modelId"
    UNION
    SELECT w.id, w.state::text FROM waiting w
      JOIN "System" s ON s.id = w."systemId" JOIN "PoolMember" p ON p."poolId" = s."poolId" JOIN unusable u ON u.id = p."modelId"`;
}
