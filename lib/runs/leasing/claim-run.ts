import { inTransaction } from "@/lib/db/transaction";
import type { RunState } from "../states";
import { type Lease, leaseSeconds } from "./lease";

interface ClaimedRow {
  id: string;
  number: number;
  epoch: number;
  from: RunState;
  /** Who held it before and fell silent. */
  takenFrom: string | null;
}

/**
 * Takes the next run that waits, or whose worker fell silent. Many workers may ask at once: locked rows
 * are skipped, so each run goes to one of them.
 * @returns null when there is nothing to do
 */
export function claimRun(owner: string, renewalSeconds: number): Promise<Lease | null> {
  return inTransaction(async (tx) => {
    const [row] = await tx.$queryRaw<ClaimedRow[]>`
      WITH candidate AS (
        SELECT id, state, "leaseOwner" FROM "Run"
        WHERE state = 'queued' OR (state = 'running' AND "leaseUntil" < now())
        ORDER BY priority DESC, "queuedAt", number
        LIMIT 1 FOR UPDATE SKIP LOCKED
      )
      UPDATE "Run" AS run SET
        state = 'running', "leaseOwner" = ${owner}, epoch = epoch + 1,
        "leaseUntil" = now() + make_interval(secs => ${leaseSeconds(renewalSeconds)}::float8),
        "leasesLost" = "leasesLost" + CASE candidate.state WHEN 'running' THEN 1 ELSE 0 END,
        "startedAt" = coalesce("startedAt", now()), "takenAt" = now(), "doneBefore" = "questionsDone",
        "operationsAsked" = 0, "operationsDone" = 0, "operationsCached" = 0, stage = ''
      FROM candidate WHERE run.id = candidate.id
      RETURNING run.id, run.number, run.epoch, candidate.state::text AS "from", candidate."leaseOwner" AS "takenFrom"`;
    if (!row) return null;
    const why = row.from === "running" ? "taken over from a worker that fell silent" : "taken by a worker";
    const data = { worker: owner, epoch: row.epoch, ...(row.from === "running" && { takenFrom: row.takenFrom }) };
    await tx.runEvent.create({ data: { runId: row.id, actor: "system:worker", from: row.from, to: "running", why, data } });
    return { runId: row.id, number: row.number, owner, epoch: row.epoch };
  });
}
