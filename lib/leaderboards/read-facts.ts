import { db } from "@/lib/db/client";
import type { Split } from "@/lib/db/generated/enums";
import { chanceOfQuestions } from "@/lib/tasks/chance-sql";
import { type Answers, type Facts, isBetterEvidence, type SubjectFacts, type TaskFact } from "./facts";

interface RunRow {
  id: string;
  number: number;
  kind: "individual" | "system";
  subjectId: string;
  state: string;
  taskIds: string[];
}

interface AnswerRow {
  runId: string;
  taskId: string;
  /** "position:score" pairs, separated by spaces. */
  pairs: string;
  unreadable: number;
  mocoScore: number | null;
}

/** States whose results count: an interrupted run keeps what it answered and waits to go on. */
const counting = new Set(["done", "running", "queued", "needs_approval"]);

/** A split's facts stay the same until a run moves, so they are kept until then. */
const kept = new Map<Split, { stamp: string; facts: Facts }>();

/** Everything that was answered on a split, one run for each subject and task. Three statements at most, one when nothing changed. */
export async function readFacts(split: Split): Promise<Facts> {
  const stamp = await stampOf(split);
  const present = kept.get(split);
  if (present?.stamp === stamp) return present.facts;
  const [tasks, runs, answers] = await Promise.all([readTasks(split), readRuns(split), readAnswers(split)]);
  const facts = { tasks, subjects: gather(runs, answers) };
  kept.set(split, { stamp, facts });
  return facts;
}

async function stampOf(split: Split): Promise<string> {
  const [row] = await db().$queryRaw<[{ stamp: string }]>`
    SELECT concat(
      (SELECT md5(string_agg(concat(r.id, r.state, r."questionsDone", r."finishedAt"), ',' ORDER BY r.id)) FROM "Run" r WHERE r.split = ${split}::"Split"),
      (SELECT md5(string_agg(concat(t.id, t.digest, t.title, t.domain), ',' ORDER BY t.id)) FROM "Task" t)
    ) AS stamp`;
  return row.stamp;
}

/** Tasks of a split. Boards compare shares; logits of a reward model are none, so its tasks stay out. */
function readTasks(split: Split): Promise<TaskFact[]> {
  return db().$queryRaw<TaskFact[]>`
    SELECT t.id, t.slug, t.title, t.domain::text AS domain, t."taskType"::text AS "taskType", count(*)::int AS questions,
      ${chanceOfQuestions} AS chance
    FROM "Task" t JOIN "Question" q ON q."taskId" = t.id AND q.split = ${split}::"Split"
    WHERE t."taskType" <> 'reward_model'
    GROUP BY t.id ORDER BY t.domain, t.title`;
}

function readRuns(split: Split): Promise<RunRow[]> {
  return db().$queryRaw<RunRow[]>`
    SELECT r.id, r.number, r.kind::text AS kind, coalesce(r."modelId", r."systemId") AS "subjectId", r.state::text AS state,
      coalesce(array_agg(rt."taskId"::text) FILTER (WHERE rt."taskId" IS NOT NULL), '{}') AS "taskIds"
    FROM "Run" r LEFT JOIN "RunTask" rt ON rt."runId" = r.id
    WHERE r.split = ${split}::"Split" AND r.origin = 'here'
    GROUP BY r.id ORDER BY r.number`;
}

function readAnswers(split: Split): Promise<AnswerRow[]> {
  return db().$queryRaw<AnswerRow[]>`
    SELECT s."runId", q."taskId", string_agg(concat(q.position, ':', s.score), ' ' ORDER BY q.position) AS pairs,
      (count(*) FILTER (WHERE s.parsed IS NULL))::int AS unreadable,
      CASE WHEN count(s."mocoScore") = count(*) THEN avg(s."mocoScore") END AS "mocoScore"
    FROM "Result" s JOIN "Question" q ON q.id = s."questionId" JOIN "Run" r ON r.id = s."runId"
    WHERE r.split = ${split}::"Split" AND q.split = r.split AND r.origin = 'here'
    GROUP BY s."runId", q."taskId"`;
}

function gather(runs: readonly RunRow[], rows: readonly AnswerRow[]): Map<string, SubjectFacts> {
  const subjects = new Map<string, SubjectFacts>();
  const runById = new Map(runs.map((run) => [run.id, run]));
  for (const run of runs) {
    const subject = subjects.get(run.subjectId) ?? emptySubject(run);
    subjects.set(run.subjectId, subject);
    if (!counting.has(run.state)) subject.failedRuns += 1;
    else for (const taskId of run.taskIds) subject.planned.add(taskId);
  }
  for (const row of rows) {
    const run = runById.get(row.runId);
    const subject = run && subjects.get(run.subjectId);
    if (!run || !subject || !counting.has(run.state)) continue;
    const answers = readPairs(row, run);
    const present = subject.answers.get(row.taskId);
    if (!present || isBetterEvidence(answers, present)) subject.answers.set(row.taskId, answers);
  }
  return subjects;
}

function emptySubject(run: RunRow): SubjectFacts {
  return { id: run.subjectId, kind: run.kind, planned: new Set(), answers: new Map(), failedRuns: 0 };
}

function readPairs(row: AnswerRow, run: RunRow): Answers {
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
    mocoScore: row.mocoScore,
  };
}
