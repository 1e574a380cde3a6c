import { db } from "@/lib/db/client";
import type { Split } from "@/lib/db/generated/enums";
import type { RunState } from "@/lib/runs/states";
import { doubtBelow } from "@/lib/tasks/schema";
import type { Answers } from "./facts";

/** A run whose answers may count on a board. */
export interface RunRow {
  id: string;
  number: number;
  kind: "individual" | "system";
  subjectId: string;
  state: RunState;
  taskIds: string[];
  /** Changes whenever the run's answers may have. */
  stamp: string;
}

interface AnswerRow {
  runId: string;
  taskId: string;
  /** "position:score" pairs, separated by spaces. */
  pairs: string;
  unreadable: number;
  cut: number | null;
  mocoScore: number | null;
  doubtful: number;
  /** Both null unless the certainty of every verdict is known. */
  low: number | null;
  high: number | null;
}

/** Every run of a split that was made here. */
export function readRuns(split: Split): Promise<RunRow[]> {
  return db().$queryRaw<RunRow[]>`
    SELECT r.id, r.number, r.kind::text AS kind, coalesce(r."modelId", r."systemId") AS "subjectId", r.state::text AS state,
      coalesce(array_agg(rt."taskId"::text) FILTER (WHERE rt."taskId" IS NOT NULL), '{}') AS "taskIds",
      concat_ws(' ', r.state, r.epoch, r."questionsDone", r."finishedAt", r."scoresVersion") AS stamp
    FROM "Run" r LEFT JOIN "RunTask" rt ON rt."runId" = r.id
    WHERE r.split = ${split}::"Split" AND r.origin = 'here'
    GROUP BY r.id ORDER BY r.number`;
}

/** Scored answers of some runs, by run and task. */
export async function readAnswers(split: Split, runs: readonly RunRow[]): Promise<Map<string, Map<string, Answers>>> {
  const found = new Map(runs.map((run) => [run.id, new Map<string, Answers>()]));
  if (runs.length === 0) return found;
  const rows = await db().$queryRaw<AnswerRow[]>`
    SELECT s."runId", q."taskId", string_agg(concat(q.position, ':', s.score), ' ' ORDER BY q.position) AS pairs,
      (count(*) FILTER (WHERE s.parsed IS NULL))::int AS unreadable,
      CASE WHEN count(s.cut) = count(*) THEN (count(*) FILTER (WHERE s.cut))::int END AS cut,
      CASE WHEN count(s."mocoScore") = count(*) THEN avg(s."mocoScore") END AS "mocoScore",
      (count(*) FILTER (WHERE s.certainty < ${doubtBelow}))::int AS doubtful,
      CASE WHEN count(s.certainty) = count(*) THEN avg(CASE WHEN s.certainty < ${doubtBelow} THEN 0 ELSE s.score END) END AS low,
      CASE WHEN count(s.certainty) = count(*) THEN avg(CASE WHEN s.certainty < ${doubtBelow} THEN 1 ELSE s.score END) END AS high
    FROM "Result" s JOIN "Question" q ON q.id = s."questionId"
    WHERE s."runId" = ANY(${[...found.keys()]}::uuid[]) AND q.split = ${split}::"Split"
    GROUP BY s."runId", q."taskId"`;
  const runById = new Map(runs.map((run) => [run.id, run]));
  for (const row of rows) {
    const run = runById.get(row.runId);
    if (run) found.get(run.id)?.set(row.taskId, answersOf(row, run));
  }
  return found;
}

function answersOf(row: AnswerRow, run: RunRow): Answers {
  const positions: number[] = [];
  const scores: number[] = [];
  for (const pair of row.pairs.split(" ")) {
    const colon = pair.indexOf(":");
    positions.push(Number(pair.slice(0, colon)));
    scores.push(Number(pair.slice(colon + 1)));
  }
  return {
    runId: run.id,
    runNumber: run.number,
    finished: run.state === "done",
    positions,
    scores,
    unreadable: row.unreadable,
    cut: row.cut,
    mocoScore: row.mocoScore,
    doubts: row.low === null || row.high === null ? null : { doubtful: row.doubtful, low: row.low, high: row.high },
  };
}
