import { questionContent, taskTypeOf } from "@/lib/tasks/types/registry";
import type { QuestionView } from "./schema";

/** What a question asks, without its options. */
export function questionText(content: unknown): string {
  const item = questionContent.parse(content);
  return taskTypeOf(item.taskType).asks(item).text;
}

/** A question as a page shows it, with what a right answer is. */
export function viewQuestion(content: unknown): QuestionView {
  const item = questionContent.parse(content);
  const type = taskTypeOf(item.taskType);
  const { text, options } = type.asks(item);
  return {
    text,
    options: options.map(({ letter, text, isRight }) => ({ letter, text, correct: isRight })),
    expected: type.expected(item),
  };
}
