import type { Transaction } from "@/lib/db/client";

/** The right of one worker to execute one run. `epoch` is the fencing token: a newer lease has a greater one. */
export interface Lease {
  runId: string;
  number: number;
  owner: string;
  epoch: number;
}

/** Another worker holds the run now, or it was ended; whoever meets this stops without writing. */
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
export async function guardLease(tx: Transaction, lease: Lease): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Run"
    WHERE id = ${lease.runId}::uuid AND epoch = ${lease.epoch} AND "leaseOwner" = ${lease.owner} AND state IN ('running', 'cancelling')
    FOR UPDATE`;
  if (rows.length === 0) throw new LeaseLost(lease);
}
