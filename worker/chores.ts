import { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { z } from "zod";
import { failPoint } from "@/lib/fail-point";
import { admitToPool } from "@/lib/jobs/admit-to-pool";
import { beginAttempt, countDeaths, endAttempt } from "@/lib/jobs/begin-attempt";
import { checkSubmission } from "@/lib/jobs/check-submission";
import { freeChores } from "@/lib/jobs/free-chores";
import type { Job } from "@/lib/jobs/job";
import { purgeTexts } from "@/lib/jobs/purge-texts";
import { closeQueuePool, keepListening, openQueuePool } from "@/lib/jobs/queue-pool";
import { redoResults } from "@/lib/jobs/redo-results";
import { sendMail } from "@/lib/jobs/send-mail";
import { withdrawFromPool } from "@/lib/jobs/withdraw-from-pool";
import { log } from "@/lib/log";
import { readLastBeats } from "@/lib/runs/watching/last-beats";
import { handleAdmitToPool } from "./handlers/admit-to-pool";
import { handleCheckSubmission } from "./handlers/check-submission";
import { handlePurgeTexts } from "./handlers/purge-texts";
import { handleRedoResults } from "./handlers/redo-results";
import { handleSendMail } from "./handlers/send-mail";
import { handleWithdrawFromPool } from "./handlers/withdraw-from-pool";
import { Turns } from "./turns";

export interface Chores {
  stop(): Promise<void>;
}

/** Milliseconds between attempts to reach the queue, and between searches for chores that nobody works on. */
const retryPause = 2_000;
const searchPause = 5_000;
/** Seconds after which a worker that says nothing is dead, so that its chores are nobody's. */
const silence = 30;

const logger = new Logger(({ label, taskIdentifier, jobId }) => (level, message, meta) => {
  const write = { error: log.error, warning: log.warn, info: log.debug, debug: log.trace }[level].bind(log);
  write({ part: label, job: taskIdentifier, jobId, ...(level === "error" && { err: meta?.error }) }, message);
});

/**
 * Does the chores that pages leave behind, until it is stopped. Survives any loss of the database.
 * @param worker id of this worker as in its heartbeat
 * @param graceSeconds chores that were taken later are nobody's to free
 */
export function startChores(worker: string, graceSeconds = 15): Chores {
  const stopping = new AbortController();
  const { tasks, underWay, done } = keepCount(worker);
  const free = async () => {
    const settled = [...done];
    const beats = await readLastBeats();
    const alive = beats.filter(({ secondsAgo }) => secondsAgo < silence).map(({ id }) => id);
    const { freed, setAside } = await freeChores({ worker, alive, underWay: [...underWay], done: settled }, graceSeconds);
    for (const id of settled) done.delete(id);
    if (freed > 0) log.warn({ freed, setAside }, "chores that nobody worked on any more were freed");
  };
  const searching = repeat(stopping.signal, searchPause, "look for chores that nobody works on", free);
  const working = repeat(stopping.signal, retryPause, "do chores", () => workUntilEnded(worker, tasks, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([searching, working]);
    },
  };
}

async function workUntilEnded(worker: string, taskList: TaskList, stopping: AbortSignal): Promise<void> {
  const pgPool = openQueuePool();
  try {
    const runner: Runner = await run({
      pgPool,
      taskList,
      events: eventsFor(worker),
      concurrency: 2,
      pollInterval: 2_000,
      noHandleSignals: true,
      // Only then a failure to tell the queue how a chore ended is noticed: the runner ends, and begins again.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger,
    });
    const stop = () => void runner.stop().catch((error: unknown) => log.warn({ err: error }, "the chores did not end cleanly"));
    stopping.addEventListener("abort", stop, { once: true });
    if (stopping.aborted) stop();
    await runner.promise.finally(() => stopping.removeEventListener("abort", stop));
  } finally {
    await closeQueuePool(pgPool);
  }
}

function eventsFor(worker: string): WorkerEvents {
  const events: WorkerEvents = new EventEmitter();
  // So that others can tell whether whoever took a chore still lives.
  events.on("pool:create", ({ workerPool }) => {
    workerPool.id = worker;
  });
  keepListening(events);
  return events;
}

/** Does something again and again; a failure is logged and does not matter. */
async function repeat(stopping: AbortSignal, pause: number, what: string, work: () => Promise<void>): Promise<void> {
  while (!stopping.aborted) {
    await work().catch((error: unknown) =>
      log.warn({ err: error, what, part: "chores" }, "the worker could not do this now and tries again"),
    );
    await wait(pause, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** The chores' handlers, and what is known of those that this process took. */
function keepCount(worker: string): { tasks: TaskList; underWay: ReadonlySet<string>; done: Set<string> } {
  const [underWay, done] = [new Set<string>(), new Set<string>()];
  const turns = new Turns();
  /** A payload that does not fit its job's shape fails loudly and is retried by the queue, never guessed at. */
  const task = <Shape extends z.ZodType>(job: Job<Shape>, handler: (payload: z.output<Shape>) => Promise<void>): TaskList => ({
    [job.name]: async (payload, { job: { id } }) => {
      underWay.add(id);
      const attempt = async () => {
        await beginAttempt(id, worker);
        failPoint("chore-begun");
        await handler(job.payload.parse(payload)).finally(() => endAttempt(id));
      };
      try {
        // One that workers did not outlive is done by itself, so that it takes no other chore's good name along.
        await ((await countDeaths(id)) > 0 ? turns.alone(attempt) : turns.together(attempt));
        done.add(id);
      } finally {
        underWay.delete(id);
      }
    },
  });
  const tasks = {
    ...task(checkSubmission, handleCheckSubmission),
    ...task(admitToPool, handleAdmitToPool),
    ...task(purgeTexts, handlePurgeTexts),
    ...task(redoResults, handleRedoResults),
    ...task(sendMail, handleSendMail),
    ...task(withdrawFromPool, handleWithdrawFromPool),
  };
  return { tasks, underWay, done };
}
