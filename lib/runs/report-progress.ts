import { log } from "@/lib/log";
import type { Lease } from "./lease";
import { type OperationCounts, saveOperationCounts } from "./save-progress";

const intervalMilliseconds = 1_000;

export interface ProgressReport {
  report(counts: OperationCounts): void;
  end(): Promise<void>;
}

/** Writes the newest counts of operations at most once a second, however often they change. */
export function reportProgress(lease: Lease): ProgressReport {
  let newest: OperationCounts | null = null;
  let writing: Promise<void> = Promise.resolve();
  const write = () => {
    const counts = newest;
    if (!counts) return;
    newest = null;
    writing = writing
      .then(() => saveOperationCounts(lease, counts))
      .catch((error: unknown) => log.debug({ err: error }, "progress not saved"));
  };
  const timer = setInterval(write, intervalMilliseconds);
  return {
    report: (counts) => {
      newest = { ...counts };
    },
    end: async () => {
      clearInterval(timer);
      write();
      await writing;
    },
  };
}
