import { setTimeout as wait } from "node:timers/promises";
import { db } from "@/lib/db/client";
import { type Listener, listen } from "@/lib/db/listen";
import { notFound } from "@/lib/errors";
import { isJobReason, type JobReason } from "./labels";
import { jobsChannel } from "./state/move-job";
import { hasEnded, type JobState } from "./states";

/** How a job ended. */
export interface EndedJob {
  name: string;
  state: JobState;
  reason: JobReason | null;
  /** What happened, in words for an operator. */
  message: string | null;
  /** Folder with result.json, out/ and exit.json; null unless it is done. */
  resultFolder: string | null;
  secondsUsed: number;
  attempt: number;
}

/** Milliseconds after which the row is read again although nobody said anything. */
const readAgainAfter = 5_000;

/** Is told which jobs moved, for all that wait in this process. */
export class JobNews {
  #wakers = new Set<(name: string) => void>();
  readonly #listener: Listener = listen([jobsChannel], (name) => {
    for (const wake of this.#wakers) wake(name);
  });

  /** Resolves when somebody says something of this job, when that could have been missed, or when it is told to stop. */
  async next(name: string, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (told: string) => {
      if (told === name || told === "") resolve();
    };
    this.#wakers.add(wake);
    const slept = new AbortController();
    try {
      await Promise.race([
        promise,
        wait(readAgainAfter, undefined, { signal: AbortSignal.any([signal, slept.signal]) }).catch(() => undefined),
      ]);
    } finally {
      this.#wakers.delete(wake);
      slept.abort();
    }
  }

  close(): Promise<void> {
    return this.#listener.close();
  }
}

/**
 * Waits until a job has ended, in whichever way. New attempts that the portal makes by itself are part of the wait.
 * @throws AppError NOT_FOUND; the reason of `signal` when it is aborted, and then the job goes on
 */
export async function awaitJob(news: JobNews, name: string, signal: AbortSignal): Promise<EndedJob> {
  for (;;) {
    signal.throwIfAborted();
    // Before the row is read, so that nothing is missed in between.
    const moved = news.next(name, signal);
    const job = await db().job.findUnique({
      where: { name },
      select: { name: true, state: true, reason: true, message: true, resultFolder: true, secondsUsed: true, attempt: true },
    });
    if (!job) throw notFound("job");
    if (hasEnded(job.state)) return { ...job, reason: isJobReason(job.reason) ? job.reason : null };
    await moved;
  }
}
