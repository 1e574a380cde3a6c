import { log } from "@/lib/log";
import type { AskingClock } from "@/lib/operations/asking-clock";
import type { Progress } from "@/lib/operations/progress";
import type { Lease } from "../state/lease";
import { type RunCosts, saveOperationCounts } from "./save-progress";

const intervalMilliseconds = 1_000;

export interface ProgressReport {
  /** Runs while the run waits for operations. */
  clock: AskingClock;
  report(counts: Progress): void;
  /** What the run cost until now, earlier executions included. */
  costs(): RunCosts;
  end(): Promise<void>;
}

/** Writes the newest counts and costs of an execution at most once a second, however often they change. */
export function reportProgress(lease: Lease, before: RunCosts, clock: AskingClock): ProgressReport {
  let latest: Progress | null = null;
  let changed = false;
  let writing: Promise<void> = Promise.resolve();
  const costs = (): RunCosts => ({
    generations: before.generations + (latest?.texts ?? 0),
    promptTokens: before.promptTokens + (latest?.promptTokens ?? 0),
    completionTokens: before.completionTokens + (latest?.completionTokens ?? 0),
    uncountedTokens: before.uncountedTokens + (latest?.uncountedTokens ?? 0),
    // Each execution counts from zero, cached answers included: the greatest count is that of the longest one.
    shortened: Math.max(before.shortened, latest?.truncated ?? 0),
    seconds: before.seconds + clock.seconds,
  });
  const write = () => {
    const counts = latest;
    if (!counts || !changed) return;
    changed = false;
    const now = costs();
    writing = writing
      .then(() => saveOperationCounts(lease, counts, now))
      .catch((error: unknown) => log.debug({ err: error }, "progress not saved"));
  };
  const timer = setInterval(write, intervalMilliseconds);
  return {
    clock,
    report: (counts) => {
      latest = { ...counts };
      changed = true;
    },
    costs,
    end: async () => {
      clearInterval(timer);
      write();
      await writing;
    },
  };
}
