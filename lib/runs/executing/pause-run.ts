import type { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import type { Block } from "../leasing/find-blocked";
import { guardLease, type Lease } from "../leasing/lease";
import { endCancelled } from "./finish-run";

const released = { leaseOwner: null, leaseUntil: null, stage: "" };

/** Why a run waits for a maintainer, in words and in numbers. */
export interface Pause {
  why: string;
  data: Prisma.InputJsonObject;
}

/** Thrown at the end of a batch: what was answered is recorded, and a maintainer decides how to go on. */
export class RunPaused extends Error {
  readonly pause: Pause;

  constructor(pause: Pause) {
    super(pause.why);
    this.name = "RunPaused";
    this.pause = pause;
  }
}

/** The run waits for a maintainer and belongs to no worker. @throws LeaseLost */
export function markPaused(lease: Lease, { why, data }: Pause): Promise<void> {
  return inTransaction(async (tx) => {
    await guardLease(tx, lease);
    const { count } = await tx.run.updateMany({
      where: { id: lease.runId, state: "running" },
      data: { state: "needs_approval", ...released },
    });
    if (count === 0) return endCancelled(tx, lease);
    const moved = { from: "running", to: "needs_approval" } as const;
    const by = { worker: lease.owner, epoch: lease.epoch };
    await tx.runEvent.create({ data: { runId: lease.runId, actor: "system:worker", ...moved, why, data: { ...data, ...by } } });
  });
}

/** The run sends nothing until it is planned again without these models, or they may be used again. @throws LeaseLost */
export function markBlocked(lease: Lease, { failure, models }: Block): Promise<void> {
  return inTransaction(async (tx) => {
    await guardLease(tx, lease);
    const { code, message, blame } = failure;
    const { count } = await tx.run.updateMany({
      where: { id: lease.runId, state: "running" },
      data: { state: "blocked_consent", failureCode: code, failureMessage: message, blame, ...released },
    });
    if (count === 0) return endCancelled(tx, lease);
    const moved = { from: "running", to: "blocked_consent", why: message } as const;
    const data = { code, models: models.map((model) => model.slug), worker: lease.owner, epoch: lease.epoch };
    await tx.runEvent.create({ data: { runId: lease.runId, actor: "system:worker", ...moved, data } });
  });
}
