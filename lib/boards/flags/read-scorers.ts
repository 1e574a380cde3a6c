import { db } from "@/lib/db/client";
import type { Task } from "@/lib/db/generated/client";
import { type Scorer, scorerIn, scorerOf, typesScoredByModel } from "@/lib/tasks/scoring/scorer-of";

type ScoredTask = Pick<Task, "slug" | "taskType">;

/**
 * The models that gave the scores of each task, as recorded with the scores; for scores recorded without one, and tasks
 * without scores, the model that is configured now.
 */
export async function readScorers(tasks: readonly ScoredTask[]): Promise<ReadonlyMap<string, Scorer[]>> {
  const rows = await db().$queryRaw<{ slug: string; parser: string }[]>`
    SELECT DISTINCT task.slug, result.parser FROM "Task" task
    JOIN "Question" question ON question."taskId" = task.id
    JOIN "Result" result ON result."questionId" = question.id
    WHERE task."taskType" = ANY(${typesScoredByModel}::text[])
    ORDER BY 1, 2`;
  const scorers = tasks.map(({ slug, taskType }): [string, Scorer[]] => {
    const parsers = rows.filter((row) => row.slug === slug).map((row) => row.parser);
    const found = (parsers.length > 0 ? parsers : [""]).map((parser) => scorerIn(parser) ?? scorerOf(taskType));
    const named = found.filter((scorer) => scorer !== null);
    return [slug, named.filter((scorer, place) => named.findIndex((one) => one.name === scorer.name) === place)];
  });
  return new Map(scorers);
}
