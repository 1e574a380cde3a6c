import { z } from "zod";
import type { Operations } from "@/lib/operations/contract";
import { mean } from "@/lib/statistics/numerics/mean";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Member } from "../method";
import { type Answered, baseAnswers, type MemberQuestion, wasCut } from "./ask";
import { type Decoding, samplingOf } from "./decoding";
import { meanOverTasks } from "./mean-over-tasks";
import { requireDev } from "./require-dev";

/** The members by their mean score on dev, best first. */
const devRanking = z.object({
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
 * Rewards have no bounds, so that no mean with other tasks can be taken of them: there it counts how probable the reward
 * model holds it that a person prefers this member's answer to another member's.
 * @throws AppError INVALID_INPUT without members or dev questions; what `PreparedQuestion.score` throws
 */
async function rankOnDev(
  pool: readonly Member[],
  dev: readonly PreparedQuestion[],
  settings: { decoding: Decoding },
  operations: Operations,
): Promise<DevRanking> {
  requireDev(pool, dev);
  operations.stage("practice answers");
  const rows = await baseAnswers(pool, dev, samplingOf(settings.decoding), operations);
  operations.stage("practice scores");
  const scored = await Promise.all(rows.map(sharesOf));
  const ranking = pool.map(({ label }, place) => {
    const own = dev.map(({ taskId }, row) => ({ taskId, score: scored[row]?.[place] ?? 0 }));
    return { label, score: meanOverTasks(own), n: dev.length };
  });
  return { ranking: ranking.sort((one, other) => other.score - one.score) };
}

/** What a method has in common with all that learn how good their members are on dev, and nothing else. */
export const ranksOnDev = { learned: devRanking, prepare: rankOnDev, ranking: ({ ranking }: DevRanking) => ranking };

/** What all members' answers to one question are worth, in the order of the pool, from 0 to 1. */
async function sharesOf(answers: readonly Answered<MemberQuestion>[]): Promise<number[]> {
  const verdicts = await Promise.all(answers.map(({ question, generation }) => question.score(generation.text, wasCut(generation))));
  const scores = verdicts.map(({ score }) => score);
  return answers.some(({ question }) => question.scale === "logit") ? preferences(scores) : scores;
}

/**
 * The mean probability of each to be preferred to another; one half for a member without others. A reward model is trained
 * so that the logistic function of a difference of rewards is that probability (Bradley and Terry 1952; arXiv 2203.02155).
 */
function preferences(rewards: readonly number[]): number[] {
  return rewards.map((own, place) => {
    const others = rewards.filter((_, other) => other !== place);
    return others.length === 0 ? 0.5 : mean(others.map((other) => 1 / (1 + Math.exp(other - own))));
  });
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
