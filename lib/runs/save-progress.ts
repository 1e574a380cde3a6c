import { db, type Transaction } from "@/lib/db/client";
import type { Lease } from "./lease";

/**
 * Counts recorded answers, in the transaction that guarded the lease and records them. A run that gets on is
 * no poison: the count of lost leases starts anew.
 */
export async function countAnswers(tx: Transaction, lease: Lease, recorded: number): Promise<void> {
  await tx.run.update({
    where: { id: lease.runId },
    data: { questionsDone: { increment: recorded }, ...(recorded > 0 && { leasesLost: 0 }) },
  });
}

/** How many questions the run has, and how many were recorded by earlier executions; after the lease was guarded. */
export async function startCounting(tx: Transaction, lease: Lease, total: number, done: number): Promise<void> {
  await tx.run.update({ where: { id: lease.runId }, data: { questionsTotal: total, questionsDone: done } });
}

export interface OperationCounts {
  requested: number;
  done: number;
  cached: number;
  stage: string;
}

/** Display only: nothing is decided by these numbers. A lost lease changes nothing. */
export async function saveOperationCounts(lease: Lease, counts: OperationCounts): Promise<void> {
  await db().run.updateMany({
    where: { id: lease.runId, epoch: lease.epoch, leaseOwner: lease.owner, state: { in: ["running", "cancelling"] } },
    data: {
      operationsAsked: counts.requested,
      operationsDone: counts.done,
      operationsCached: counts.cached,
      stage: counts.stage.slice(0, 200),
    },
  });
}
