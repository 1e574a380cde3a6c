import { AppError } from "@/lib/errors";
import type { Verdict } from "../schema";
import { type QuestionContent, taskTypeOf } from "../types/registry";
import { noScorers } from "./scorers";
import { whyUnscorable } from "./why-unscorable";

/**
 * Scores an answer by its text against the gold. What cannot be read scores 0.
 * @param cut it ended at the limit of tokens
 * @throws AppError CONFLICT for types that a text alone does not score, see `assessAnswer`
 */
export function judgeAnswer(content: QuestionContent, answer: string, cut = false): Verdict {
  const type = taskTypeOf(content.taskType);
  if (type.needs === null) return type.judge(content, answer, cut);
  throw new AppError("CONFLICT", `An answer of this type has no score by its text alone. ${whyUnscorable(type.name, noScorers)}`);
}
