import { inTransaction } from "@/lib/db/transaction";
import { claimableStates, isHeld, type RunState, statesBefore } from "../states";
import { moveSql, statesSql } from "./columns";
import { type Lease, leaseSeconds } from "./lease";
import { writeEvent } from "./write-event";

const claim = { from: "queued", to: "running" } as const;
const free = claimableStates();
const held = statesBefore("running").filter(isHeld);

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
        WHERE state = ANY(${statesSql(free)}) OR (state = ANY(${statesSql(held)}) AND "leaseUntil" < now())
        ORDER BY priority DESC, "queuedAt", number
        LIMIT 1 FOR UPDATE SKIP LOCKED
      )
      UPDATE "Run" AS run SET
        ${moveSql(claim)}, "leaseOwner" = ${owner}, epoch = epoch + 1,
        "leaseUntil" = now() + make_interval(secs => ${leaseSeconds(renewalSeconds)}::float8),
        "leasesLost" = "leasesLost" + CASE WHEN candidate.state = ANY(${statesSql(held)}) THEN 1 ELSE 0 END,
        "startedAt" = coalesce("startedAt", now()), "doneBefore" = "questionsDone"
      FROM candidate WHERE run.id = candidate.id
      RETURNING run.id, run.number, run.epoch, candidate.state::text AS "from", candidate."leaseOwner" AS "takenFrom"`;
    if (!row) return null;
    const { id: runId, number, epoch, from, takenFrom } = row;
    const lease = { runId, number, owner, epoch };
    const how = isHeld(from) ? { why: "taken over from a worker that fell silent", data: { takenFrom } } : { why: "taken by a worker" };
    await writeEvent(tx, runId, { ...how, from, to: "running", by: lease });
    return lease;
  });
}
