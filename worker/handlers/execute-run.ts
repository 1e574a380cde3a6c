import { recordResults } from "@/lib/results/record-results";
import { conductRun } from "@/lib/runs/executing/conduct-run";
import type { Lease } from "@/lib/runs/state/lease";

/** Executes a run that this worker holds and records its results. */
export function executeRun(lease: Lease, signal: AbortSignal): Promise<boolean> {
  return conductRun(lease, signal, recordResults);
}
