import { inTransaction } from "@/lib/db/transaction";
import type { Answer, Method, Trace } from "@/lib/methods/method";
import { findMethod } from "@/lib/methods/registry";
import type { Operations } from "@/lib/operations/contract";
import { createOperations } from "@/lib/operations/create-operations";
import { storeLearned } from "@/lib/systems/store-learned";
import type { PreparedQuestion, Verdict } from "@/lib/tasks/schema";
import { answerAlone } from "./answer-alone";
import { guardLease, type Lease } from "./lease";
import { loadWork, type Work } from "./load-work";
import { reportProgress } from "./report-progress";
import { startCounting } from "./save-progress";

/** One answer to one question of a run, ready to be recorded. */
export interface ScoredAnswer {
  questionId: string;
  text: string;
  trace: Trace;
  verdict: Verdict;
  parser: string;
}

/** Stores scored answers and the run's progress in one transaction. @throws LeaseLost */
export type RecordResults = (lease: Lease, answers: readonly ScoredAnswer[]) => Promise<void>;

/** Results appear in portions of so many questions; an interrupted run loses no recorded one. */
const questionsPerBatch = 50;

/**
 * Answers all questions of a run that have no recorded answer yet. It may be executed any number of times, by
 * any worker: what was generated before comes from the memo, what was recorded before is not asked.
 * @throws RunFailed when the run cannot go on; the signal's reason when it is told to stop; LeaseLost
 */
export async function executeRun(lease: Lease, signal: AbortSignal, record: RecordResults): Promise<void> {
  const work = await loadWork(lease.runId);
  await inTransaction((tx) => startCounting(tx, lease, work.questions.length + work.recorded, work.recorded));
  const progress = reportProgress(lease);
  try {
    const operations = createOperations({ models: work.models, seed: work.seed, signal, onProgress: progress.report });
    const answer = await answererOf(lease, work, operations);
    for (let from = 0; from < work.questions.length; from += questionsPerBatch) {
      signal.throwIfAborted();
      const batch = work.questions.slice(from, from + questionsPerBatch);
      const answers = await answer(batch.map((question) => question.prepared));
      await record(lease, scoreBatch(batch, answers));
    }
  } finally {
    await progress.end();
  }
}
