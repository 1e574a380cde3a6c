import { type QuestionContent, taskTypeOf } from "../types/registry";

/** The score that the rules of MoCo 1.0.0 give an answer; null for types that those rules do not score by text. */
export function scoreAsMoco(content: QuestionContent, answer: string): number | null {
  return taskTypeOf(content.taskType).asMoco?.(content, answer) ?? null;
}
