import type { Verdict } from "../schema";
import { type QuestionContent, taskTypeOf } from "../types/registry";
import { judgeAnswer } from "./judge-answer";

/** An answer that somebody might give, and what the parser really makes of it. */
export interface ReadingExample {
  answer: string;
  verdict: Verdict;
}

/** Answers to one question that show how its type is read: right, wrong, oddly formatted and unreadable ones. */
export function readingExamples(content: QuestionContent): ReadingExample[] {
  const type = taskTypeOf(content.taskType);
  // What a scorer decides has no verdict before it was asked.
  if (type.needs !== null) return [];
  const answers = [type.example(content), ...type.otherAnswers(content)];
  return answers.map((answer) => ({ answer, verdict: judgeAnswer(content, answer) }));
}
