import { configuredMakers } from "@/lib/operations/derived/configured-makers";
import { openConfiguredEngine } from "@/lib/operations/engine";
import { conductRun } from "../executing/conduct-run";
import type { RecordResults } from "../executing/scored-answer";
import { Leaser } from "../leasing/leaser";
import { anyOwner } from "./builders";

interface Settings {
  owner?: string;
  concurrency?: number;
  renewalSeconds?: number;
}

/** A worker's leaser, with an engine of its own, that takes runs and records their results, until it is stopped. */
export function startLeaser(record: RecordResults, settings: Settings = {}): Leaser {
  const { owner = anyOwner(), concurrency = 2, renewalSeconds = 5 } = settings;
  const engine = openConfiguredEngine(configuredMakers());
  const leaser = new Leaser({
    owner,
    concurrency,
    renewalSeconds,
    engine,
    conduct: (lease, signal) => conductRun(lease, signal, { engine, record }),
  });
  leaser.start();
  const stop = leaser.stop.bind(leaser);
  return Object.assign(leaser, {
    stop: async () => {
      await stop();
      await engine.close();
    },
  });
}
