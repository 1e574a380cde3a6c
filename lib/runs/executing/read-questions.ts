import { db } from "@/lib/db/client";
import { type AssessableQuestion, prepareQuestion } from "@/lib/tasks/prepare-question";
import type { Split } from "@/lib/tasks/schema";

/** Ids of the questions that `questionsOf` gives, in its order: a hundred thousand of them are a few megabytes. */
export async function questionIdsOf(taskIds: readonly string[], split: Split, perTask: number | null): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT q.id::text AS id FROM "Question" q JOIN "Task" t ON t.id = q."taskId"
    WHERE q."taskId" = ANY(${taskIds}::uuid[]) AND q.split = ${split}::"Split" AND (${perTask}::int IS NULL OR q.position < ${perTask}::int)
    ORDER BY t.slug, q.position`;
  return rows.map(({ id }) => id);
}

/** Questions ready to be asked, in the order of their ids. @throws Error when one is gone */
export async function readQuestions(ids: readonly string[]): Promise<AssessableQuestion[]> {
  const rows = await db().$queryRaw<{ id: string; taskId: string; content: unknown }[]>`
    SELECT id::text AS id, "taskId"::text AS "taskId", content FROM "Question" WHERE id = ANY(${ids}::uuid[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (!row) throw new Error(`The question ${id} was removed while a run asked it.`);
    return prepareQuestion(row);
  });
}
