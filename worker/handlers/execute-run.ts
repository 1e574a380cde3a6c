import type { Engine } from "@/lib/operations/engine";
import { recordResults } from "@/lib/results/record-results";
import { conductRun } from "@/lib/runs/executing/conduct-run";
import type { Lease } from "@/lib/runs/state/lease";

/** Executes a run that this worker holds and records its results. */
export function executeRun(lease: Lease, signal: AbortSignal, engine: Engine): Promise<boolean> {
  return conductRun(lease, signal, { engine, record: recordResults });
}
