import type { Prisma } from "@/lib/db/generated/client";
import { blocking } from "../state/block-waiting-runs";
import type { Block } from "../state/find-blocked";
import type { Lease } from "../state/lease";
import { leaveRun } from "../state/leave-run";

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
  return leaveRun(lease, { to: "needs_approval", why, data });
}

/** The run sends nothing until it is planned again without these models, or they may be used again. @throws LeaseLost */
export function markBlocked(lease: Lease, block: Block): Promise<void> {
  return leaveRun(lease, blocking(block));
}
