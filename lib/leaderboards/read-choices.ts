import { db } from "@/lib/db/client";
import type { Facts } from "./facts";
import type { BoardSplit } from "./schema";
import type { BoardSystem } from "./visible";

/** What a guesser can choose from, and what members chose wrongly. Questions without options have no entry. */
export interface Choices {
  /** Number of options by task and position. */
  options: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** What was read of wrong answers, by run and task, then by position. */
  wrong: ReadonlyMap<string, ReadonlyMap<number, string>>;
}

/** Name of a run's answers to a task in `Choices.wrong`. */
export const answersKey = (runId: string, taskId: string) => `${runId} ${taskId}`;

/** Kept as long as the facts are; the runs are named because systems may come and go meanwhile. */
const kept = new WeakMap<Facts, { runs: string; choices: Choices }>();

/** Options of a split's questions, and the wrong ones that members of systems chose. Two statements, none when nothing changed. */
export async function readChoices(split: BoardSplit, facts: Facts, systems: ReadonlyMap<string, BoardSystem>): Promise<Choices> {
  const members = new Set([...systems.values()].flatMap((system) => system.memberIds));
  const runs = [...members].flatMap((id) => [...(facts.subjects.get(id)?.answers.values() ?? [])].map((answers) => answers.runId));
  const names = [...new Set(runs)].sort();
  const present = kept.get(facts);
  if (present?.runs === names.join()) return present.choices;
  const [options, wrong] = await Promise.all([readOptions(split), readWrong(split, names)]);
  const choices = { options, wrong };
  kept.set(facts, { runs: names.join(), choices });
  return choices;
}

async function readOptions(split: BoardSplit): Promise<Choices["options"]> {
  const rows = await db().$queryRaw<{ taskId: string; options: Record<string, number> }[]>`
    SELECT q."taskId", json_object_agg(q.position, CASE WHEN q.content ? 'choices'
      THEN (SELECT count(*) FROM jsonb_object_keys(q.content -> 'choices')) ELSE 2 END) AS options
    FROM "Question" q
    WHERE q.split = ${split}::"Split" AND (q.content ? 'choices' OR q.content ->> 'expects' IN ('refuse', 'comply'))
    GROUP BY q."taskId"`;
  return new Map(rows.map(({ taskId, options }) => [taskId, byPosition(options)]));
}

/** Of a request that is either refused or helped with, whatever could be read of a wrong answer is the one wrong option. */
async function readWrong(split: BoardSplit, runs: readonly string[]): Promise<Choices["wrong"]> {
  const rows = await db().$queryRaw<{ runId: string; taskId: string; chosen: Record<string, string> }[]>`
    SELECT s."runId", q."taskId", json_object_agg(q.position, CASE WHEN q.content ? 'choices' THEN s.parsed ELSE 'the other' END) AS chosen
    FROM "Result" s JOIN "Question" q ON q.id = s."questionId"
    WHERE s."runId" = ANY(${runs}::uuid[]) AND s.score = 0 AND s.parsed IS NOT NULL AND q.split = ${split}::"Split"
      AND (q.content -> 'choices' ? s.parsed OR q.content ->> 'expects' IN ('refuse', 'comply'))
    GROUP BY s."runId", q."taskId"`;
  return new Map(rows.map(({ runId, taskId, chosen }) => [answersKey(runId, taskId), byPosition(chosen)]));
}

function byPosition<Value>(object: Record<string, Value>): Map<number, Value> {
  return new Map(Object.entries(object).map(([position, value]) => [Number(position), value]));
}
