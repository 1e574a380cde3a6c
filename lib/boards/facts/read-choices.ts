import { db } from "@/lib/db/client";
import { optionsOfQuestion, wrongChoice } from "@/lib/tasks/chance-sql";
import type { BoardSplit } from "../schema";
import type { BoardSystem } from "../subjects";
import type { Answers, Facts, TaskFact } from "./facts";

/** What a guesser can choose from, and what members chose wrongly, by position. Questions without options have no entry. */
export interface Choices {
  /** Number of options. */
  options: Pick<WeakMap<TaskFact, ReadonlyMap<number, number>>, "get">;
  /** What was read of wrong answers. */
  wrong: Pick<WeakMap<Answers, ReadonlyMap<number, string>>, "get">;
}

/** Tasks and answers stay the same objects until they change, so that only what changed is read. */
const options = new WeakMap<TaskFact, ReadonlyMap<number, number>>();
const wrong = new WeakMap<Answers, ReadonlyMap<number, string>>();

/** Options of a split's questions, and the wrong ones that members of systems chose. No statement when nothing changed. */
export async function readChoices(split: BoardSplit, facts: Facts, systems: ReadonlyMap<string, BoardSystem>): Promise<Choices> {
  const members = new Set([...systems.values()].flatMap((system) => system.memberIds));
  const unread = [...members].flatMap((id) => [...(facts.subjects.get(id)?.answers ?? [])].filter(([, answers]) => !wrong.has(answers)));
  const tasks = facts.tasks.filter((task) => !options.has(task));
  await Promise.all([readOptions(split, tasks), readWrong(split, unread)]);
  return { options, wrong };
}

async function readOptions(split: BoardSplit, tasks: readonly TaskFact[]): Promise<void> {
  if (tasks.length === 0) return;
  const rows = await db().$queryRaw<{ taskId: string; counts: Record<string, number> }[]>`
    SELECT q."taskId", json_object_agg(q.position, ${optionsOfQuestion}) AS counts
    FROM "Question" q
    WHERE q.split = ${split}::"Split" AND q."taskId" = ANY(${tasks.map((task) => task.id)}::uuid[])
      AND ${optionsOfQuestion} IS NOT NULL
    GROUP BY q."taskId"`;
  for (const task of tasks) options.set(task, byPosition(rows.find((row) => row.taskId === task.id)?.counts ?? {}));
}

async function readWrong(split: BoardSplit, unread: readonly (readonly [taskId: string, answers: Answers])[]): Promise<void> {
  if (unread.length === 0) return;
  const rows = await db().$queryRaw<{ runId: string; taskId: string; chosen: Record<string, string> }[]>`
    SELECT s."runId", q."taskId", json_object_agg(q.position, ${wrongChoice}) AS chosen
    FROM "Result" s JOIN "Question" q ON q.id = s."questionId"
    WHERE s."runId" = ANY(${[...new Set(unread.map(([, answers]) => answers.runId))]}::uuid[])
      AND s.score = 0 AND q.split = ${split}::"Split" AND ${wrongChoice} IS NOT NULL
    GROUP BY s."runId", q."taskId"`;
  const chosen = new Map(rows.map((row) => [`${row.runId} ${row.taskId}`, row.chosen]));
  for (const [taskId, answers] of unread) wrong.set(answers, byPosition(chosen.get(`${answers.runId} ${taskId}`) ?? {}));
}

function byPosition<Value>(object: Record<string, Value>): Map<number, Value> {
  return new Map(Object.entries(object).map(([position, value]) => [Number(position), value]));
}
