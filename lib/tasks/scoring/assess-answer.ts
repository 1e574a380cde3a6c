import { AppError } from "@/lib/errors";
import type { Assessment, Verdict } from "../schema";
import { type QuestionContent, taskTypeOf } from "../types/registry";
import { scoreAsMoco } from "./score-as-moco";
import type { Scorers } from "./scorers";
import { whyUnscorable } from "./why-unscorable";

/**
 * Scores an answer for good, by its text or by the scorer that its type needs.
 * @param cut it ended at the limit of tokens
 * @throws AppError CONFLICT where the scorer that its type needs is not configured
 */
export async function assessAnswer(content: QuestionContent, answer: string, scorers: Scorers, cut = false): Promise<Assessment> {
  return { ...(await scoreAnswer(content, answer, scorers, cut)), mocoScore: scoreAsMoco(content, answer) };
}

/**
 * The same without the rules of MoCo.
 * @throws AppError CONFLICT where the scorer that its type needs is not configured
 */
export async function scoreAnswer(content: QuestionContent, answer: string, scorers: Scorers, cut = false): Promise<Verdict> {
  const type = taskTypeOf(content.taskType);
  if (type.needs === null) return type.judge(content, answer, cut);
  const scorer = scorers[type.needs];
  if (scorer === null) throw new AppError("CONFLICT", whyUnscorable(content.taskType, scorers) ?? "");
  return await type.score(content, answer, scorer);
}
