import type { Transaction } from "@/lib/db/client";
import { statesIn } from "../states";
import { statesSql } from "./columns";
import type { StandingRun } from "./standing-run";

/** The right of one worker to execute one run. `epoch` is the fencing token: a newer lease has a greater one. */
export interface Lease {
  runId: string;
  number: number;
  owner: string;
  epoch: number;
}

/** Another worker holds the run now, or it was ended: stop without writing. */
export class LeaseLost extends Error {
  constructor(lease: Lease) {
    super(`The lease of run ${lease.number} (epoch ${lease.epoch}) was lost.`);
    this.name = "LeaseLost";
  }
}

/** A lease lasts three renewals, so that two may fail. */
export function leaseSeconds(renewalSeconds: number): number {
  return renewalSeconds * 3;
}

/**
 * Locks the run's row for the rest of the transaction, if the lease still holds. First statement of every
 * write of an executing worker: a worker that lost its lease cannot write, however late it wakes up.
 * @throws LeaseLost
 */
export async function guardLease(tx: Transaction, lease: Lease): Promise<StandingRun> {
  const [run] = await tx.$queryRaw<StandingRun[]>`
    SELECT id::text, state::text AS state FROM "Run"
    WHERE id = ${lease.runId}::uuid AND epoch = ${lease.epoch} AND "leaseOwner" = ${lease.owner}
      AND state = ANY(${statesSql(statesIn("works"))})
    FOR UPDATE`;
  if (!run) throw new LeaseLost(lease);
  return run;
}
