import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { stripThinking } from "@/lib/reading/strip-thinking";
import { meanInterval } from "@/lib/statistics/intervals/mean-interval";
import type { Interval } from "@/lib/statistics/schema";
import type { Scorers } from "@/lib/tasks/scoring/scorers";
import { homogeneity } from "@/lib/tasks/scoring/similarity";

/** How alike the answers of several runs are. */
export interface Homogeneity extends Interval {
  /** Mean over questions of the mean cosine similarity over pairs of runs, -1 to 1. */
  mean: number;
  /** Questions that every run answered with words. */
  n: number;
  /** Questions that some run did not answer, or answered with nothing but thoughts. */
  leftOut: number;
}

/**
 * Inter-model homogeneity of finished runs (arXiv 2510.22954), on the questions that all of them answered.
 * @param numbers of two or more runs
 * @throws AppError INVALID_INPUT for too few runs or none of that number, CONFLICT without an embedding endpoint
 */
export async function measureHomogeneity(actor: Actor, numbers: readonly number[], embed: Scorers["embed"]): Promise<Homogeneity> {
  requirePermission(actor, "run:launch");
  if (embed === null) throw new AppError("CONFLICT", "Homogeneity cannot be measured here, because no embedding endpoint is configured.");
  const runs = await db().run.findMany({ where: { number: { in: [...numbers] } }, select: { id: true, number: true } });
  const missing = numbers.filter((number) => !runs.some((run) => run.number === number));
  if (missing.length > 0) throw new AppError("INVALID_INPUT", `There is no run ${missing.join(", ")}.`);
  if (runs.length < 2) throw new AppError("INVALID_INPUT", "Name at least two different runs.");
  const results = await db().result.findMany({
    where: { runId: { in: runs.map((run) => run.id) } },
    select: { questionId: true, answer: true },
    orderBy: [{ questionId: "asc" }, { runId: "asc" }],
  });
  const byQuestion = [...Map.groupBy(results, (result) => result.questionId).values()].map((rows) =>
    rows.map((row) => stripThinking(row.answer).visible).filter((text) => text !== ""),
  );
  const shared = byQuestion.filter((texts) => texts.length === runs.length);
  if (shared.length === 0) throw new AppError("INVALID_INPUT", "There is no question that all of these runs answered.");
  const values: number[] = [];
  for (const texts of shared) values.push(homogeneity((await embed(texts)).map((vector) => [vector])));
  const { mean, low, high } = meanInterval(values);
  return { mean, low, high, n: shared.length, leftOut: byQuestion.length - shared.length };
}
