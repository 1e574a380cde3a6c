import { db } from "@/lib/db/client";
import { failPoint } from "@/lib/fail-point";
import { statesSql } from "../state/columns";
import { type Lease, leaseSeconds } from "../state/lease";
import { statesIn } from "../states";

export interface Renewal {
  /** Run ids whose lease still holds. */
  held: Set<string>;
  /** Of these, the runs that somebody asked to cancel. */
  cancelling: Set<string>;
}

/** Renews all leases of one worker in one statement; a lease that is missing from the answer is lost. */
export async function renewLeases(owner: string, leases: readonly Lease[], renewalSeconds: number): Promise<Renewal> {
  const ids = leases.map((lease) => lease.runId);
  const epochs = leases.map((lease) => lease.epoch);
  const rows = await db().$queryRaw<{ id: string; cancelling: boolean }[]>`
    UPDATE "Run" SET "leaseUntil" = now() + make_interval(secs => ${leaseSeconds(renewalSeconds)}::float8)
    WHERE (id, epoch) IN (SELECT * FROM unnest(${ids}::uuid[], ${epochs}::int[]))
      AND "leaseOwner" = ${owner} AND state = ANY(${statesSql(statesIn("works"))})
    RETURNING id, state = 'cancelling' AS cancelling`;
  failPoint("after-renewal");
  return {
    held: new Set(rows.map((row) => row.id)),
    cancelling: new Set(rows.filter((row) => row.cancelling).map((row) => row.id)),
  };
}
