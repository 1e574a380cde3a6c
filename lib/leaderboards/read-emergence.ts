import { db } from "@/lib/db/client";
import { type Emergence, emergence } from "@/lib/statistics/emergence";
import type { BoardContext } from "./board-context";
import type { SubjectFacts } from "./facts";
import { questionScores } from "./outcomes";
import type { BoardSystem } from "./visible";

/**
 * How many of the questions that every member alone fails a system solves, beside what guessing would: over all tasks of the
 * split, and those answers only that are right or wrong. A guess is among the options that no member chose, so members who
 * fail in many ways make it easier; a free answer cannot be guessed.
 * @returns null while a member has not answered, and where no question was failed by all
 */
export async function readEmergence(context: BoardContext, system: BoardSystem): Promise<Emergence | null> {
  const own = context.facts.subjects.get(system.id);
  const members = system.memberIds.map((id) => context.facts.subjects.get(id)).filter((facts) => facts !== undefined);
  if (!own || members.length === 0 || members.length < system.memberIds.length) return null;
  const failed = questionScores(context.facts.tasks, own, null, members).filter(
    (scores) =>
      (scores.own === 0 || scores.own === 1) && scores.members.length === members.length && scores.members.every((score) => score === 0),
  );
  if (failed.length === 0) return null;
  const chances = await readChances(context, members);
  return emergence(
    failed.map((scores) => scores.own),
    failed.map(({ task, position }) => chances.get(`${task.id} ${position}`) ?? 0),
  );
}

/** Chance of guessing right, by task and position, where all members were wrong and there are options to guess among. */
async function readChances({ split, facts }: BoardContext, members: readonly SubjectFacts[]): Promise<Map<string, number>> {
  const answers = members.flatMap((member) =>
    facts.tasks.map((task) => ({ task: task.id, run: member.answers.get(task.id)?.runId ?? null })),
  );
  const known = answers.filter((answer) => answer.run !== null);
  const rows = await db().$queryRaw<{ taskId: string; position: number; unused: number }[]>`
    SELECT q."taskId", q.position,
      (CASE WHEN q.content ? 'choices'
        THEN (SELECT count(*) FROM jsonb_object_keys(q.content -> 'choices')) - count(DISTINCT s.parsed) FILTER (WHERE q.content -> 'choices' ? s.parsed)
        ELSE 2 - least(1, count(s.parsed)) END)::int AS unused
    FROM unnest(${known.map(({ run }) => run)}::uuid[], ${known.map(({ task }) => task)}::uuid[]) AS answered(run, task)
    JOIN "Result" s ON s."runId" = answered.run
    JOIN "Question" q ON q.id = s."questionId" AND q."taskId" = answered.task AND q.split = ${split}::"Split"
    WHERE q.content ? 'choices' OR q.content ->> 'expects' IN ('refuse', 'comply')
    GROUP BY q.id
    HAVING max(s.score) = 0`;
  return new Map(rows.map(({ taskId, position, unused }) => [`${taskId} ${position}`, 1 / Math.max(1, unused)]));
}
