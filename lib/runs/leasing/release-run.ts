import type { Lease } from "../state/lease";
import { leaveRun } from "../state/leave-run";

/** Puts a run back into the queue so that any worker continues it at once; nothing recorded is lost. @throws LeaseLost */
export function releaseRun(lease: Lease, why: string): Promise<void> {
  return leaveRun(lease, { to: "queued", why });
}
