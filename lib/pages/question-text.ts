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

/** How answers to a question are read for comparing; null for what cannot be read. */
export function readerOf(content: unknown): (answer: string) => string | null {
  const item = questionContent.parse(content);
  const type = taskTypeOf(item.taskType);
  return (answer) => type.read(item, answer).comparable;
}

/** The beginning of a question that still tells it from others, on one line: for headings, titles and lists. */
export function questionInShort(text: string, longest = 160): string {
  const line = text
    .slice(0, longest * 4)
    .replace(/\s+/g, " ")
    .trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  const lastSpace = cut.lastIndexOf(" ");
  return `${cut.slice(0, lastSpace > longest / 2 ? lastSpace : longest).trimEnd()} …`;
}
