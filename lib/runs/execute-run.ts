import { inTransaction } from "@/lib/db/transaction";
import { failPoint } from "@/lib/fail-point";
import { createOperations } from "@/lib/operations/create-operations";
import { makeAnswerer, scoreBatch } from "./answer-batch";
import { withServers } from "./await-servers";
import { exceedsLimits } from "./exceeds-limits";
import { guardLease, type Lease } from "./lease";
import { loadWork } from "./load-work";
import { RunPaused } from "./pause-run";
import { guardModel } from "./refusals";
import { reportProgress } from "./report-progress";
import { startCounting } from "./save-progress";
import type { RecordResults } from "./scored-answer";

/** Results appear in portions of so many questions. */
const questionsPerBatch = 50;

/**
 * Answers all questions of a run that have no recorded answer yet. It may be executed any number of times, by
 * any worker: what was generated before comes from the memo, what was recorded before is not asked.
 * @throws RunFailed when the run cannot go on, RunPaused at the end of a batch beyond its limits, the signal's reason
 *   when it is told to stop, LeaseLost
 */
export async function executeRun(lease: Lease, signal: AbortSignal, record: RecordResults): Promise<void> {
  const { questions, recorded, unreadable, limits, ...work } = await loadWork(lease.runId);
  await inTransaction(async (tx) => {
    await guardLease(tx, lease);
    await startCounting(tx, lease, questions.length + recorded, recorded);
  });
  if (questions.length === 0) return;
  const progress = reportProgress(lease, work.spent);
  const answers = { total: recorded, unreadable };
  const checkLimits = () => {
    const pause = exceedsLimits(limits, progress.costs().completionTokens, answers);
    if (pause) throw new RunPaused(pause);
  };
  try {
    const settings = { models: work.models, seed: work.seed, signal, guard: guardModel, onProgress: progress.report };
    const operations = progress.clock.measure(createOperations(settings));
    const patiently = <T>(task: () => Promise<T>) => withServers(work.models, signal, operations.stage, task);
    const answer = await patiently(() => makeAnswerer(lease, work.subject, operations));
    failPoint("after-learning");
    for (let from = 0; from < questions.length; from += questionsPerBatch) {
      signal.throwIfAborted();
      checkLimits();
      const batch = questions.slice(from, from + questionsPerBatch);
      const scored = await scoreBatch(batch, await patiently(() => answer(batch)));
      await record(lease, scored);
      answers.total += scored.length;
      answers.unreadable += scored.filter(({ verdict }) => verdict.parsed === null).length;
    }
  } finally {
    await progress.end();
  }
}
