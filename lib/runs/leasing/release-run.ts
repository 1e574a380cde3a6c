import { inTransaction } from "@/lib/db/transaction";
import { endCancelled } from "../executing/finish-run";
import { guardLease, type Lease } from "./lease";
import { notifyWorkers } from "./notify";

/**
 * Puts a run back into the queue so that any worker continues it at once; nothing recorded is lost. One that somebody
 * cancelled meanwhile ends here, because no other worker would take it.
 * @throws LeaseLost
 */
export function releaseRun(lease: Lease, why: string): Promise<void> {
  return inTransaction(async (tx) => {
    await guardLease(tx, lease);
    const { count } = await tx.run.updateMany({
      where: { id: lease.runId, state: "running" },
      data: { state: "queued", leaseOwner: null, leaseUntil: null, stage: "" },
    });
    if (count === 0) return endCancelled(tx, lease);
    await tx.runEvent.create({
      data: {
        runId: lease.runId,
        actor: "system:worker",
        from: "running",
        to: "queued",
        why,
        data: { worker: lease.owner, epoch: lease.epoch },
      },
    });
    await notifyWorkers(tx, lease.runId);
  });
}
