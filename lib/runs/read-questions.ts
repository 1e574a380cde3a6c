import { db } from "@/lib/db/client";
import { type AssessableQuestion, prepareQuestion } from "@/lib/tasks/prepare-question";
import type { Split } from "@/lib/tasks/schema";

/** Ids of the questions that `questionsOf` gives, in its order: a hundred thousand of them are a few megabytes. */
export async function questionIdsOf(taskIds: readonly string[], split: Split, perTask: number | null): Promise<string[]> {
  const rows = await db().question.findMany({
    where: { taskId: { in: [...taskIds] }, split, ...(perTask === null ? {} : { position: { lt: perTask } }) },
    select: { id: true },
    orderBy: [{ task: { slug: "asc" } }, { position: "asc" }],
  });
  return rows.map(({ id }) => id);
}

/** Questions ready to be asked, in the order of their ids. @throws Error when one is gone */
export async function readQuestions(ids: readonly string[]): Promise<AssessableQuestion[]> {
  const rows = await db().question.findMany({ where: { id: { in: [...ids] } }, select: { id: true, taskId: true, content: true } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (!row) throw new Error(`The question ${id} was removed while a run asked it.`);
    return prepareQuestion(row);
  });
}
