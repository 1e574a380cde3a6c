import { db, type Transaction } from "@/lib/db/client";
import type { Lease } from "../state/lease";
import { statesIn } from "../states";

/**
 * Counts recorded answers, in the transaction that guarded the lease and records them. A run that gets on does not crash
 * its workers: its count of lost leases starts again.
 */
export async function countAnswers(tx: Transaction, lease: Lease, recorded: number): Promise<void> {
  if (recorded === 0) return;
  await tx.$executeRaw`UPDATE "Run" SET "questionsDone" = "questionsDone" + ${recorded}, "leasesLost" = 0 WHERE id = ${lease.runId}::uuid`;
}

/** How many questions the run has, and how many were recorded by earlier executions; after the lease was guarded. */
export async function startCounting(tx: Transaction, lease: Lease, total: number, done: number): Promise<void> {
  await tx.run.update({ where: { id: lease.runId }, data: { questionsTotal: total, questionsDone: done, doneBefore: done } });
}

/** What a run cost so far, over all its executions. */
export interface RunCosts {
  /** Texts that model servers made for it. */
  generations: number;
  promptTokens: number;
  completionTokens: number;
  /** At most so many more, of texts whose tokens the server did not count. */
  uncountedTokens: number;
  /** Prompts whose quoted answers were shortened to fit. */
  shortened: number;
  /** Seconds in which it waited for model servers, its share where several runs of a worker waited at once. */
  seconds: number;
}

export interface OperationCounts {
  requested: number;
  done: number;
  cached: number;
  stage: string;
}

/**
 * Counts of the present execution, and the costs of all. At most the last second of a worker that is killed goes
 * uncounted. A lost lease changes nothing.
 */
export async function saveOperationCounts(lease: Lease, counts: OperationCounts, costs: RunCosts): Promise<void> {
  await db().run.updateMany({
    where: { id: lease.runId, epoch: lease.epoch, leaseOwner: lease.owner, state: { in: statesIn("works") } },
    data: {
      operationsAsked: counts.requested,
      operationsDone: counts.done,
      operationsCached: counts.cached,
      generationsMade: costs.generations,
      promptTokens: costs.promptTokens,
      completionTokens: costs.completionTokens,
      uncountedTokens: costs.uncountedTokens,
      shortenedPrompts: costs.shortened,
      askingSeconds: costs.seconds,
      stage: counts.stage.slice(0, 200),
    },
  });
}
