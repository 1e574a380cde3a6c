import type { PreparedQuestion } from "@/lib/tasks/schema";

/**
 * What an answer to a dev question is worth, 0 to 1. A reward has no bounds, so that no mean with other tasks could be taken of it:
 * there it is the probability that a person prefers the answer to one of reward zero (Bradley and Terry 1952; arXiv 2203.02155).
 * @param cut it ended at the limit of tokens
 * @throws what `PreparedQuestion.score` throws
 */
export async function shareOf(question: PreparedQuestion, answer: string, cut = false): Promise<number> {
  const { score } = await question.score(answer, cut);
  return question.scale === "logit" ? 1 / (1 + Math.exp(-score)) : score;
}
