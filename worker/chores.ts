import { setTimeout as wait } from "node:timers/promises";
import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import type { z } from "zod";
import { env } from "@/lib/env";
import { admitToPool } from "@/lib/jobs/admit-to-pool";
import { checkSubmission } from "@/lib/jobs/check-submission";
import type { Job } from "@/lib/jobs/job";
import { purgeTexts } from "@/lib/jobs/purge-texts";
import { redoResults } from "@/lib/jobs/redo-results";
import { sendMail } from "@/lib/jobs/send-mail";
import { withdrawFromPool } from "@/lib/jobs/withdraw-from-pool";
import { log } from "@/lib/log";
import { handleAdmitToPool } from "./handlers/admit-to-pool";
import { handleCheckSubmission } from "./handlers/check-submission";
import { handlePurgeTexts } from "./handlers/purge-texts";
import { handleRedoResults } from "./handlers/redo-results";
import { handleSendMail } from "./handlers/send-mail";
import { handleWithdrawFromPool } from "./handlers/withdraw-from-pool";

export interface Chores {
  stop(): Promise<void>;
}

const tasks: TaskList = {
  ...task(checkSubmission, handleCheckSubmission),
  ...task(admitToPool, handleAdmitToPool),
  ...task(purgeTexts, handlePurgeTexts),
  ...task(redoResults, handleRedoResults),
  ...task(sendMail, handleSendMail),
  ...task(withdrawFromPool, handleWithdrawFromPool),
};

/** A payload that does not fit its job's shape fails loudly and is retried by the queue, never guessed at. */
function task<Shape extends z.ZodType>(job: Job<Shape>, handler: (payload: z.output<Shape>) => Promise<void>): TaskList {
  return { [job.name]: (payload) => handler(job.payload.parse(payload)) };
}

const logger = new Logger(({ label, taskIdentifier, jobId }) => (level, message, meta) => {
  const write = { error: log.error, warning: log.warn, info: log.debug, debug: log.trace }[level].bind(log);
  write({ part: label, job: taskIdentifier, jobId, ...(level === "error" && { err: meta?.error }) }, message);
});

/** Starts the job queue, as often as it takes for the database to be there. Null when stopped before. */
export async function startChores(stopping: AbortSignal): Promise<Chores | null> {
  while (!stopping.aborted) {
    try {
      const runner: Runner = await run({
        connectionString: env().DATABASE_URL,
        taskList: tasks,
        concurrency: 2,
        pollInterval: 2_000,
        noHandleSignals: true,
        logger,
      });
      runner.promise.catch((error: unknown) => log.error({ err: error }, "the job queue ended"));
      return { stop: () => runner.stop() };
    } catch (error) {
      log.warn({ err: error }, "the job queue could not start and tries again");
      await wait(2_000, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return null;
}
