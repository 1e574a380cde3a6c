import type { RunFailure } from "../failures";
import type { Lease } from "../state/lease";
import { leaveRun } from "../state/leave-run";
import { failureColumns } from "../state/move-run";

/** @throws LeaseLost */
export function markDone(lease: Lease): Promise<void> {
  return leaveRun(lease, { to: "done" });
}

/** @throws LeaseLost */
export function markFailed(lease: Lease, failure: RunFailure): Promise<void> {
  const { code, message, blame } = failure;
  return leaveRun(lease, { to: "failed", why: message, change: failureColumns(failure), data: { code, blame } });
}
