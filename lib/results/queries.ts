import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { mayShowScores, mayShowTexts } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { labelOf } from "@/lib/pool/label";
import { meanInterval } from "@/lib/statistics/intervals/mean-interval";
import { mean } from "@/lib/statistics/numerics/mean";
import { prepareQuestion } from "@/lib/tasks/prepare-question";
import { doubtBelow } from "@/lib/tasks/schema";
import { doubtsOf } from "./doubts";
import { readTrace } from "./read-trace";
import { knownModels, modelsOf } from "./run-models";
import type { ResultFilter, ShownResult, TaskScore } from "./schema";

export const resultsPerPage = 20;

/**
 * Mean score of a run on each task with its 95 % interval; empty where the scores may not be shown.
 * @throws AppError NOT_FOUND
 */
export async function summarizeResults(actor: Actor, number: number): Promise<TaskScore[]> {
  requirePermission(actor, "run:read");
  const { runId, models } = await modelsOf(number);
  if (!mayShowScores(actor, models)) return [];
  const results = await db().result.findMany({
    where: { runId },
    select: {
      score: true,
      mocoScore: true,
      certainty: true,
      cut: true,
      parsed: true,
      question: { select: { task: { select: { slug: true, title: true } } } },
    },
  });
  const byTask = Map.groupBy(results, (result) => result.question.task.slug);
  return [...byTask]
    .map(([slug, rows]) => ({
      slug,
      title: rows[0]?.question.task.title ?? slug,
      ...meanInterval(rows.map((row) => row.score)),
      unreadable: rows.filter((row) => row.parsed === null).length,
      cut: rows.some((row) => row.cut === null) ? null : rows.filter((row) => row.cut).length,
      mocoScore: meanIfAll(rows.map((row) => row.mocoScore)),
      doubts: doubtsOf(rows),
    }))
    .sort((one, other) => one.title.localeCompare(other.title));
}

/**
 * One page of a run's answers with what every member said, in the order of the tasks' questions.
 * @throws AppError NOT_FOUND
 */
export async function listResults(actor: Actor, number: number, filter: ResultFilter): Promise<{ rows: ShownResult[]; total: number }> {
  requirePermission(actor, "run:read");
  const { runId, origin, method, models } = await modelsOf(number);
  if (!mayShowScores(actor, models)) return { rows: [], total: 0 };
  const where: Prisma.ResultWhereInput = {
    runId,
    ...(filter.task && { question: { task: { slug: filter.task } } }),
    ...(filter.show === "right" && { score: { gte: 1 } }),
    ...(filter.show === "wrong" && { score: { lt: 1 } }),
    ...(filter.show === "unreadable" && { parsed: null }),
    ...(filter.show === "cut" && { cut: true }),
    ...(filter.show === "doubtful" && { certainty: { lt: doubtBelow } }),
  };
  const [results, total] = await Promise.all([
    db().result.findMany({
      where,
      include: { question: { include: { task: { select: { slug: true, title: true } } } } },
      orderBy: [{ question: { task: { slug: "asc" } } }, { question: { position: "asc" } }],
      skip: (filter.page - 1) * resultsPerPage,
      take: resultsPerPage,
    }),
    db().result.count({ where }),
  ]);
  const known = await knownModels(
    actor,
    results.map(({ trace }) => trace),
  );
  const membersShown = models.every((model) => mayShowTexts(actor, model) && (known.get(labelOf(model.weightsHash ?? ""))?.shown ?? true));
  const rows = results.map((result) => {
    const trace = readTrace(result.trace, known, method);
    // The answer rests on what was said, by helpers beyond the pool too. Traces of other programs do not name weights.
    const shown = membersShown && (origin === "imported" || trace.steps.every((step) => step.text !== null));
    return {
      questionId: result.questionId,
      task: result.question.task.title,
      prompt: prepareQuestion(result.question).prompt,
      answer: shown ? result.answer : null,
      // What was read out of an answer can be the whole answer.
      parsed: shown ? result.parsed : null,
      parseReason: shown ? result.parseReason : "withheld with the answer",
      score: result.score,
      mocoScore: result.mocoScore,
      certainty: result.certainty,
      cut: result.cut,
      ...trace,
    };
  });
  return { rows, total };
}

/** Null as soon as one score is unknown: a mean over the others would be another number. */
function meanIfAll(scores: readonly (number | null)[]): number | null {
  const known = scores.filter((score) => score !== null);
  return known.length === scores.length && known.length > 0 ? mean(known) : null;
}
