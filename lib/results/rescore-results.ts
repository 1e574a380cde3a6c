import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { markRescored } from "@/lib/runs/state/mark-rescored";
import { certaintyOfScore } from "@/lib/tasks/scoring/certainty-of-score";
import { scoreAsMoco } from "@/lib/tasks/scoring/score-as-moco";
import { questionContent, taskTypes } from "@/lib/tasks/types/registry";
import type { TaskTypeDefinition } from "@/lib/tasks/types/task-type";

/** Types that MoCo's rules score by text. */
const scoredByMoco = namesOf(({ asMoco }) => asMoco !== undefined);
/** Types of whose verdicts we know how certain they are. */
const withCertainty = namesOf(({ needs }) => needs === null);
const ofTypes = (types: string[]) => ({ question: { task: { taskType: { in: types } } } });

/**
 * Fills what was not known yet when a result was recorded: its MoCo-compatible score, and how certain its own score is. Our
 * scores and parsers stay as they were recorded. May be stopped and repeated at any time.
 * @param onProgress called after each batch with the number of results filled so far
 * @param batchSize rows per statement
 * @returns how many were filled
 */
export async function rescoreResults(actor: Actor, onProgress: (filled: number) => void, batchSize = 500): Promise<number> {
  requirePermission(actor, "run:launch");
  let filled = 0;
  for (;;) {
    const rows = await db().result.findMany({
      where: {
        OR: [
          { mocoScore: null, ...ofTypes(scoredByMoco) },
          { certainty: null, ...ofTypes(withCertainty) },
        ],
      },
      select: { runId: true, questionId: true, answer: true, score: true, cut: true, question: { select: { content: true } } },
      orderBy: [{ runId: "asc" }, { questionId: "asc" }],
      take: batchSize,
    });
    if (rows.length === 0) return filled;
    filled += await fill(rows);
    onProgress(filled);
  }
}

interface OldResult {
  runId: string;
  questionId: string;
  answer: string;
  score: number;
  cut: boolean | null;
  question: { content: unknown };
}

/** @returns how many were filled */
async function fill(rows: readonly OldResult[]): Promise<number> {
  const fresh = rows.map(({ runId, questionId, answer, score, cut, question }) => {
    const content = questionContent.parse(question.content);
    return { runId, questionId, moco: scoreAsMoco(content, answer), certainty: certaintyOfScore(content, answer, score, cut ?? false) };
  });
  return await inTransaction(async (tx) => {
    await markRescored(tx, [...new Set(fresh.map((row) => row.runId))]);
    return await tx.$executeRaw`
      UPDATE "Result" r SET "mocoScore" = coalesce(r."mocoScore", fresh.moco), certainty = coalesce(r.certainty, fresh.certainty)
      FROM json_to_recordset(${JSON.stringify(fresh)}::json) AS fresh("runId" uuid, "questionId" uuid, moco float8, certainty float8)
      WHERE r."runId" = fresh."runId" AND r."questionId" = fresh."questionId"`;
  });
}

function namesOf(wanted: (type: TaskTypeDefinition) => boolean): string[] {
  return taskTypes.filter(wanted).map(({ name }) => name);
}
