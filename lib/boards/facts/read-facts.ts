import { db } from "@/lib/db/client";
import type { Split } from "@/lib/db/generated/enums";
import { isCounted } from "@/lib/runs/states";
import { chanceOfQuestions } from "@/lib/tasks/chance-sql";
import { taskTypes } from "@/lib/tasks/types/registry";
import { type Answers, type Facts, isBetterEvidence, type SubjectFacts, type TaskFact } from "./facts";
import { type RunRow, readAnswers, readRuns } from "./read-answers";

interface Stamp {
  runs: string | null;
  tasks: string | null;
}

interface Kept {
  stamp: Stamp;
  facts: Facts;
  /** By run: what its stamp was, and its answers by task. */
  runs: Map<string, { stamp: string; answers: Map<string, Answers> }>;
}

/** A split's facts stay the same until a run moves, and then only that run's answers are read again. */
const kept = new Map<Split, Kept>();

/** Readers that come while the facts are being read wait for them: reading twice would help nobody. */
const underWay = new Map<string, Promise<Facts>>();

/** Everything that was answered on a split, one run for each subject and task. One statement when nothing changed. */
export async function readFacts(split: Split): Promise<Facts> {
  const stamp = await stampOf(split);
  const present = kept.get(split);
  if (present && isSame(present.stamp, stamp)) return present.facts;
  const key = `${split} ${stamp.runs} ${stamp.tasks}`;
  const reading = underWay.get(key) ?? readChanged(split, stamp, present).finally(() => underWay.delete(key));
  underWay.set(key, reading);
  return reading;
}

const isSame = (one: Stamp, other: Stamp) => one.runs === other.runs && one.tasks === other.tasks;

async function readChanged(split: Split, stamp: Stamp, present: Kept | undefined): Promise<Facts> {
  // A task that changed may have other questions, so that nothing known about its answers holds.
  const known = present?.stamp.tasks === stamp.tasks ? present : undefined;
  const [tasks, runs] = await Promise.all([known?.facts.tasks ?? readTasks(split), readRuns(split)]);
  const moved = runs.filter((run) => known?.runs.get(run.id)?.stamp !== run.stamp);
  const fresh = await readAnswers(split, moved);
  const answers = new Map(runs.map((run) => [run.id, fresh.get(run.id) ?? known?.runs.get(run.id)?.answers ?? new Map<string, Answers>()]));
  const facts = { tasks, subjects: gather(runs, answers) };
  kept.set(split, {
    stamp,
    facts,
    runs: new Map(runs.map((run) => [run.id, { stamp: run.stamp, answers: answers.get(run.id) ?? new Map() }])),
  });
  return facts;
}

async function stampOf(split: Split): Promise<Stamp> {
  const [row] = await db().$queryRaw<[Stamp]>`
    SELECT
      (SELECT md5(string_agg(concat(r.id, r.state, r.epoch, r."questionsDone", r."finishedAt", r."scoresVersion"), ',' ORDER BY r.id)) FROM "Run" r WHERE r.split = ${split}::"Split") AS runs,
      (SELECT md5(string_agg(concat(t.id, t.digest, t.title, t.domain, t.example), ',' ORDER BY t.id)) FROM "Task" t) AS tasks`;
  return row;
}

/** Boards compare shares, which logits are not. */
const unbounded = taskTypes.filter(({ scale }) => scale === "logit").map(({ name }) => name);

/** Tasks of a split whose scores are shares. */
function readTasks(split: Split): Promise<TaskFact[]> {
  return db().$queryRaw<TaskFact[]>`
    SELECT t.id, t.slug, t.title, t.domain::text AS domain, t."taskType"::text AS "taskType", t.example, count(*)::int AS questions,
      ${chanceOfQuestions} AS chance
    FROM "Task" t JOIN "Question" q ON q."taskId" = t.id AND q.split = ${split}::"Split"
    WHERE t."taskType" <> ALL(${unbounded}::text[])
    GROUP BY t.id ORDER BY t.domain, t.title`;
}

function gather(runs: readonly RunRow[], answers: ReadonlyMap<string, ReadonlyMap<string, Answers>>): Map<string, SubjectFacts> {
  const subjects = new Map<string, SubjectFacts>();
  for (const run of runs) {
    const subject = subjects.get(run.subjectId) ?? emptySubject(run);
    subjects.set(run.subjectId, subject);
    if (!isCounted(run.state)) {
      subject.failedRuns += 1;
      continue;
    }
    for (const taskId of run.taskIds) subject.planned.add(taskId);
    for (const [taskId, candidate] of answers.get(run.id) ?? []) {
      const present = subject.answers.get(taskId);
      if (!present || isBetterEvidence(candidate, present)) subject.answers.set(taskId, candidate);
    }
  }
  return subjects;
}

function emptySubject(run: RunRow): SubjectFacts {
  return { id: run.subjectId, kind: run.kind, planned: new Set(), answers: new Map(), failedRuns: 0 };
}
