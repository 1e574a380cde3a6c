import type { TwoWayTask } from "@/lib/statistics/intervals/two-way-bootstrap";
import type { SubjectFacts, TaskFact } from "../facts/facts";
import { type Scope, weightOf } from "../scopes/scopes";

interface Compared {
  ours: SubjectFacts | undefined;
  theirs: SubjectFacts | undefined;
}

/**
 * Differences of several pairs of systems question by question: a table for each task of the scope, a row for each pair. Tasks
 * weigh as in the scope's score.
 * @returns null where the pairs did not all answer the same questions, or fewer than two of a task
 */
export function differenceTables(scope: Scope, pairs: readonly Compared[]): TwoWayTask[] | null {
  const tables = scope.tasks.flatMap((task) => {
    const rows = pairs.map((pair) => differences(task, pair));
    const [first] = rows;
    if (!first || first.scores.length < 2 || rows.some((row) => row?.positions !== first.positions)) return [];
    return [{ weight: weightOf(task, scope), table: rows.flatMap((row) => (row ? [row.scores] : [])) }];
  });
  return tables.length === scope.tasks.length ? tables : null;
}

/** Null where the two did not answer the same questions. */
function differences(task: TaskFact, { ours, theirs }: Compared): { positions: string; scores: number[] } | null {
  const [left, right] = [ours?.answers.get(task.id), theirs?.answers.get(task.id)];
  const positions = left?.positions.join();
  if (!left || !right || positions === undefined || positions !== right.positions.join()) return null;
  return { positions, scores: left.scores.map((score, place) => score - (right.scores[place] ?? 0)) };
}
