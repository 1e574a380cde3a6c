import type { Prisma } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { failPoint } from "@/lib/fail-point";
import { guardLease, type Lease } from "@/lib/runs/lease";
import { countAnswers } from "@/lib/runs/save-progress";
import type { ScoredAnswer } from "@/lib/runs/scored-answer";

/**
 * Stores the answers of one batch and the run's progress together or not at all. Safe to repeat: an
 * answer that is there already stays.
 * @throws LeaseLost when a newer lease executes the run
 */
export async function recordResults(lease: Lease, answers: readonly ScoredAnswer[]): Promise<void> {
  failPoint("before-record");
  await inTransaction(async (tx) => {
    await guardLease(tx, lease);
    const rows = answers.map(({ questionId, text, trace, verdict, parser }) => ({
      runId: lease.runId,
      questionId,
      answer: text,
      // JSON by construction: texts, labels, keys and what the method decided.
      trace: JSON.parse(JSON.stringify(trace)) as Prisma.InputJsonObject,
      parsed: verdict.parsed,
      parseReason: verdict.reason,
      parser,
      score: verdict.score,
      mocoScore: verdict.mocoScore,
    }));
    const { count } = await tx.result.createMany({ data: rows, skipDuplicates: true });
    failPoint("inside-record");
    await countAnswers(tx, lease, count);
  });
  failPoint("after-record");
}
