import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Operations } from "@/lib/operations/contract";
import { mean } from "@/lib/statistics/mean";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { type Answered, type Asked, baseAnswers } from "./ask";
import { type Decoding, samplingOf } from "./decoding";
import type { Member } from "./method";

/** What every method here learns: the members by their mean score on dev, best first. */
export const devRanking = z.object({
  ranking: z
    .array(
      z.object({
        label: z.string(),
        /** Mean over tasks of the mean over their dev questions, 0 to 1. */
        score: z.number(),
        /** Dev questions. */
        n: z.int(),
      }),
    )
    .min(1),
});
export type DevRanking = z.infer<typeof devRanking>;

/**
 * Ranks the members on dev, each asked alone. Every task counts the same; members of equal score keep the pool's order.
 * @throws AppError INVALID_INPUT without members or dev questions
 */
export async function rankOnDev(
  pool: readonly Member[],
  dev: readonly PreparedQuestion[],
  settings: Decoding,
  operations: Operations,
): Promise<DevRanking> {
  if (pool.length === 0) throw new AppError("INVALID_INPUT", "The pool is empty: choose at least one model.");
  if (dev.length === 0) throw new AppError("INVALID_INPUT", "There are no dev questions to learn from: choose tasks with a dev split.");
  operations.stage("dev answers");
  const rows = await baseAnswers(pool, dev, samplingOf(settings), operations);
  const ranking = pool.map(({ label }, place) => {
    const answers = rows.flatMap((row) => row[place] ?? []);
    return { label, score: meanOverTasks(answers), n: dev.length };
  });
  return { ranking: ranking.sort((one, other) => other.score - one.score) };
}

function meanOverTasks(answers: readonly Answered<Asked>[]): number {
  const byTask = Map.groupBy(answers, (answer) => answer.question.taskId);
  return mean([...byTask.values()].map((ofTask) => mean(ofTask.map(({ question, generation }) => question.score(generation.text).score))));
}

/**
 * The pool in the order of the ranking.
 * @throws Error when the ranking was learned for another pool
 */
export function byRank(pool: readonly Member[], { ranking }: DevRanking): [Member, ...Member[]] {
  const [first, ...others] = ranking.flatMap(({ label }) => pool.find((member) => member.label === label) ?? []);
  const known = others.length + 1;
  if (!first || known !== pool.length || known !== ranking.length) throw new Error("What was learned belongs to another pool.");
  return [first, ...others];
}
