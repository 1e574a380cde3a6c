import { db } from "@/lib/db/client";

/** How the length of an answer was guessed, best first. */
export type LengthSource = "same-task" | "same-model" | "same-kind" | "guess";

/** Completion tokens of earlier answers that resemble the ones to come. */
export interface LengthSample {
  source: LengthSource;
  /** Of answers that ended by themselves; empty for a mere guess. */
  tokens: readonly number[];
  /** Of answers that were cut at a limit, which say only that a whole one is longer. */
  cut?: readonly number[];
}

/** What is known about lengths of answers, from our own generations. */
export interface AnswerLengths {
  of(modelId: string, taskId: string | null): LengthSample;
}

/** Fewer earlier answers say too little. */
const answersAtLeast = 5;
const answersOfModelAtLeast = 20;
/** Rows that a statement looks at: runs of one model, runs of anybody, questions of a task and split, texts of a model. */
const sampled = { ownRuns: 3, anyRuns: 8, questions: 40, texts: 300 };

interface AnswerRow {
  modelId: string;
  taskId: string;
  taskType: string;
  tokens: number;
  isCut: boolean;
}

/**
 * Lengths of earlier answers of these models to these tasks. Two statements of a bounded number of primary-key look-ups,
 * however large the memo is: only answers of single models say which question they belong to.
 */
export async function readAnswerLengths(modelIds: readonly string[], taskIds: readonly string[]): Promise<AnswerLengths> {
  const [answers, texts, tasks] = await Promise.all([
    readAnswers(modelIds, taskIds),
    readTexts(modelIds),
    db().task.findMany({ where: { id: { in: [...taskIds] } }, select: { id: true, taskType: true } }),
  ]);
  const typeOf = new Map(tasks.map((task) => [task.id, task.taskType]));
  const ofTask = Map.groupBy(answers, (row) => `${row.modelId} ${row.taskId}`);
  const ofModel = Map.groupBy(texts, (row) => row.modelId);
  const ofType = Map.groupBy(answers, (row) => row.taskType);
  return {
    of(modelId, taskId) {
      const sameTask = ofTask.get(`${modelId} ${taskId}`) ?? [];
      if (sameTask.length >= answersAtLeast) return sampleOf("same-task", sameTask);
      const sameModel = ofModel.get(modelId) ?? [];
      if (sameModel.length >= answersOfModelAtLeast) return sampleOf("same-model", sameModel);
      const sameKind = ofType.get(typeOf.get(taskId ?? "") ?? "") ?? [];
      return sameKind.length >= answersAtLeast ? sampleOf("same-kind", sameKind) : { source: "guess", tokens: [] };
    },
  };
}

function sampleOf(source: LengthSource, rows: readonly Pick<AnswerRow, "tokens" | "isCut">[]): LengthSample {
  const lengths = (isCut: boolean) => rows.filter((row) => row.isCut === isCut).map(({ tokens }) => tokens);
  return { source, tokens: lengths(false), cut: lengths(true) };
}

function readAnswers(modelIds: readonly string[], taskIds: readonly string[]): Promise<AnswerRow[]> {
  return db().$queryRaw<AnswerRow[]>`
    WITH own AS (
      SELECT r.id, r."modelId" FROM unnest(${[...modelIds]}::uuid[]) AS m(id) CROSS JOIN LATERAL (
        SELECT id, "modelId" FROM "Run" WHERE "modelId" = m.id AND "questionsDone" > 0 ORDER BY number DESC LIMIT ${sampled.ownRuns}
      ) r
    ), anybody AS (
      SELECT id, "modelId" FROM "Run" WHERE "modelId" IS NOT NULL AND "questionsDone" > 0 ORDER BY number DESC LIMIT ${sampled.anyRuns}
    ), runs AS (SELECT * FROM own UNION SELECT * FROM anybody),
    asked AS (
      SELECT q.id, t.id AS "taskId", t."taskType"::text AS "taskType"
      FROM "Task" t CROSS JOIN unnest(ARRAY['test', 'held_out', 'dev']::"Split"[]) AS s(split) CROSS JOIN LATERAL (
        SELECT id FROM "Question" WHERE "taskId" = t.id AND split = s.split ORDER BY position LIMIT ${sampled.questions}
      ) q
      WHERE t.id = ANY(${[...taskIds]}::uuid[])
    )
    SELECT runs."modelId", asked."taskId", asked."taskType", g."completionTokens" AS tokens, g."finishReason" = 'length' AS "isCut"
    FROM runs CROSS JOIN asked
      JOIN "Result" x ON x."runId" = runs.id AND x."questionId" = asked.id
      JOIN "Generation" g ON g.key = decode(x.trace -> 'steps' -> 0 ->> 'generation', 'hex')
    WHERE g."completionTokens" IS NOT NULL`;
}

function readTexts(modelIds: readonly string[]): Promise<Pick<AnswerRow, "modelId" | "tokens" | "isCut">[]> {
  return db().$queryRaw`
    SELECT m.id AS "modelId", g.tokens, g."isCut" FROM unnest(${[...modelIds]}::uuid[]) AS m(id) CROSS JOIN LATERAL (
      SELECT "completionTokens" AS tokens, "finishReason" = 'length' AS "isCut" FROM "Generation" WHERE "modelId" = m.id AND "completionTokens" IS NOT NULL LIMIT ${sampled.texts}
    ) g`;
}
