import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { scoreAsMoco } from "@/lib/tasks/moco-compatible/score-as-moco";
import { questionContent, type TaskType } from "@/lib/tasks/schema";

/** Types that MoCo's rules score by text. */
const types: TaskType[] = ["multiple_choice", "exact_match", "f1_match", "noncompliance"];

/**
 * Fills the MoCo-compatible score of results that were recorded before there was one. Our own scores and parsers stay as
 * they were recorded. May be stopped and repeated at any time.
 * @param onProgress called after each batch with the number of results filled so far
 * @param batchSize rows per statement
 * @returns how many were filled
 */
export async function rescoreResults(actor: Actor, onProgress: (filled: number) => void, batchSize = 500): Promise<number> {
  requirePermission(actor, "run:launch");
  let filled = 0;
  for (;;) {
    const rows = await db().result.findMany({
      where: { mocoScore: null, question: { task: { taskType: { in: types } } } },
      select: { runId: true, questionId: true, answer: true, question: { select: { content: true } } },
      orderBy: [{ runId: "asc" }, { questionId: "asc" }],
      take: batchSize,
    });
    if (rows.length === 0) return filled;
    const scores = rows.map((row) => scoreAsMoco(questionContent.parse(row.question.content), row.answer));
    filled += await db().$executeRaw`
      UPDATE "Result" r SET "mocoScore" = fresh.score
      FROM unnest(${rows.map((row) => row.runId)}::uuid[], ${rows.map((row) => row.questionId)}::uuid[], ${scores}::float8[])
        AS fresh(run, question, score)
      WHERE r."runId" = fresh.run AND r."questionId" = fresh.question AND r."mocoScore" IS NULL`;
    onProgress(filled);
  }
}
