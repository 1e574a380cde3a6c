import { conductRun } from "../executing/conduct-run";
import type { RecordResults } from "../executing/scored-answer";
import { Leaser } from "../leasing/leaser";
import { anyOwner } from "./builders";

interface Settings {
  owner?: string;
  concurrency?: number;
  renewalSeconds?: number;
}

/** A worker's leaser that takes runs and records their results, until it is stopped. */
export function startLeaser(record: RecordResults, settings: Settings = {}): Leaser {
  const { owner = anyOwner(), concurrency = 2, renewalSeconds = 5 } = settings;
  const leaser = new Leaser({ owner, concurrency, renewalSeconds, conduct: (lease, signal) => conductRun(lease, signal, record) });
  leaser.start();
  return leaser;
}
