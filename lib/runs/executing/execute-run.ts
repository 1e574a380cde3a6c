import { inTransaction } from "@/lib/db/transaction";
import { failPoint } from "@/lib/fail-point";
import { withDerived } from "@/lib/operations/derived/with-derived";
import type { Engine } from "@/lib/operations/engine";
import { quarantineMark } from "@/lib/operations/memo/find-quarantined";
import { onAbort } from "@/lib/serving/on-abort";
import { guardLease, type Lease } from "../state/lease";
import { makeAnswerer, scoreBatch } from "./answer-batch";
import { withServers } from "./await-servers";
import { estimateAgain } from "./estimate-again";
import { answersAtLeast, exceedsLimits, leavesRoom } from "./exceeds-limits";
import { inLanes } from "./in-lanes";
import { loadWork, type Work } from "./load-work";
import { noteCuts } from "./note-cuts";
import { mostPerBatch, pacedBatches } from "./paced-batches";
import { RunPaused } from "./pause-run";
import { readQuestions } from "./read-questions";
import { recordInTurn } from "./record-in-turn";
import { type ProgressReport, reportProgress } from "./report-progress";
import { startCounting } from "./save-progress";
import type { RecordResults, ScoredAnswer } from "./scored-answer";

/** So many answers tell what the others will cost. */
const tellingAnswers = 100;
/** Requests that a run may have on their way, roughly: several fast model servers have room for so many. */
const requestsAtOnce = 2_048;
/** Part of the questions that may be on their way before any answer tells what the others will be like. */
const partAtFirst = 0.1;

/** With what runs are executed. */
export interface Means {
  engine: Engine;
  record: RecordResults;
}

/**
 * Answers all questions of a run that have no recorded answer yet, several batches at once. It may be executed any number
 * of times, by any worker: what was generated before comes from the memo, what was recorded before is not asked.
 * @throws RunFailed when the run cannot go on; RunPaused when it is beyond its limits and the batches under way are
 *   recorded; the signal's reason when it is told to stop; LeaseLost
 */
export async function executeRun(lease: Lease, signal: AbortSignal, { engine, record }: Means): Promise<void> {
  const work = await loadWork(lease.runId, engine.refusals);
  const { questions, recorded } = work;
  await inTransaction(async (tx) => {
    await guardLease(tx, lease);
    await startCounting(tx, lease, questions.length + recorded, recorded);
  });
  if (questions.length === 0) return;
  // The run may have been told to stop while its work was loaded: a listener added now would miss it.
  signal.throwIfAborted();
  const progress = reportProgress(lease, work.spent, engine.clocks.open());
  const ending = new AbortController();
  const stopListening = onAbort(signal, () => ending.abort(signal.reason));
  try {
    await answerAll(work, { lease, ending, progress, engine, record });
  } finally {
    stopListening();
    // A score that one batch waits for is of no use to a run that another batch has failed.
    ending.abort(new Error("the execution is over"));
    await progress.end();
  }
}

interface Execution extends Means {
  lease: Lease;
  /** Ends all that is under way. */
  ending: AbortController;
  progress: ProgressReport;
}

async function answerAll(work: Work, { lease, ending, progress, engine, record }: Execution): Promise<void> {
  const { models, seed } = work;
  const { signal } = ending;
  const opened = engine.openRun({
    models: withDerived([...models, ...work.bases]),
    seed,
    signal,
    onProgress: progress.report,
    clock: progress.clock,
  });
  const first = opened.forBatch();
  const scorers = engine.scorersFor(first);
  const served = { models, endpoints: engine.directory, signal, stage: first.stage };
  const answer = await withServers(served, () => makeAnswerer(lease, work, { operations: first, scorers }));
  failPoint("after-learning");
  if (work.subject.kind === "system" && !work.subject.learned) void estimateAgain(lease, "learning", progress.costs);
  const batches = pacedBatches();
  const count = countAnswers(work, progress, batches);
  const recordBatch = recordInTurn((answers, since) => record(lease, answers, since));
  const answerBatch = async (ids: readonly string[]) => {
    signal.throwIfAborted();
    const ended = batches.begin();
    const batch = await readQuestions(ids);
    const scored = await withServers(served, async () => {
      const since = await quarantineMark();
      const cut = new Set<string>();
      const answered = await scoreBatch(batch, await answer(batch, noteCuts(opened.forBatch(), cut)), scorers, cut);
      await recordBatch(answered, since);
      return answered;
    });
    ended(ids.length);
    if (count.add(scored)) void estimateAgain(lease, "the first answers", progress.costs);
  };
  await inLanes(batches.of(work.questions), {
    first: Math.max(2, Math.floor((work.questions.length * partAtFirst) / batches.size)),
    most: Math.max(2, Math.ceil(requestsAtOnce / mostPerBatch / models.length)),
    mayBegin: count.mayBegin,
    work: answerBatch,
    stop: (reason) => ending.abort(reason),
  });
}

/** Keeps count of recorded answers, and says whether a run that has such answers may go on. */
function countAnswers(
  { limits, questions, recorded, unreadable, expectedTokens }: Work,
  progress: ProgressReport,
  batches: { size: number },
) {
  const answers = { total: recorded, unreadable };
  // What no server counted may be all that it was allowed: a cap that was approved is kept all the same.
  const spentTokens = () => {
    const { completionTokens, uncountedTokens } = progress.costs();
    return completionTokens + uncountedTokens;
  };
  const tokensBefore = spentTokens();
  return {
    /** @returns whether these are enough, for the first time, to tell what the rest will be like */
    add: (scored: readonly ScoredAnswer[]) => {
      const before = answers.total;
      answers.total += scored.length;
      answers.unreadable += scored.filter(({ verdict }) => verdict.parsed === null).length;
      return before < tellingAnswers && answers.total >= tellingAnswers;
    },
    /** @throws RunPaused */
    mayBegin: (underWay: number) => {
      const spent = spentTokens();
      const pause = exceedsLimits(limits, spent, answers);
      if (pause) throw new RunPaused(pause);
      // Who allows any share needs to be told nothing.
      const isTold = answers.total >= answersAtLeast || (limits.unreadableShare ?? 1) >= 1;
      if (!isTold && (underWay + 1) * batches.size > Math.max(answersAtLeast, questions.length * partAtFirst)) return false;
      const pace = { answers: answers.total - recorded, tokens: spent - tokensBefore, expectedTokens, batch: batches.size };
      return leavesRoom(limits, spent, pace, underWay);
    },
  };
}
