import { AppError } from "@/lib/errors";
import { normalizeText } from "@/lib/tasks/normalize-text";
import { type QuestionContent, taskTypeOf } from "@/lib/tasks/types/registry";
import type { MocoEntry } from "./read-log";

interface Question {
  id: string;
  content: QuestionContent;
}

/** Entries that were found to be answers to our questions. */
export interface Matched {
  answers: { question: Question; entry: MocoEntry }[];
  /** Entries of a question that has one already: repeats that our import of the task left out. */
  repeats: number;
}

const shown = 80;

/**
 * Finds the question of each entry. A log says nothing but the order and the prompt, so the prompt has to hold our question
 * and all its options.
 * @throws AppError INVALID_INPUT that names entries whose prompt holds none of the questions
 */
export function matchEntries(fileName: string, entries: readonly MocoEntry[], questions: readonly Question[]): Matched {
  const texts = questions.map(({ content }) => partsOf(content));
  const taken = new Set<number>();
  const answers: Matched["answers"] = [];
  const strangers: number[] = [];
  let repeats = 0;
  let next = 0;
  for (const [place, entry] of entries.entries()) {
    const prompt = normalizeText(entry.input);
    const holds = (index: number) => texts[index]?.every((part) => prompt.includes(part)) ?? false;
    const found = holds(next) && !taken.has(next) ? next : findQuestion(texts.length, holds, taken);
    const question = found === null ? undefined : questions[found];
    if (found === null || !question) strangers.push(place);
    else if (taken.has(found)) repeats += 1;
    else {
      taken.add(found);
      next = found + 1;
      answers.push({ question, entry });
    }
  }
  if (strangers.length > 0) throw unmatched(fileName, entries, strangers);
  return { answers, repeats };
}

/** A free question before one that has its answer. */
function findQuestion(count: number, holds: (index: number) => boolean, taken: ReadonlySet<number>): number | null {
  let repeated: number | null = null;
  for (let index = 0; index < count; index += 1) {
    if (!holds(index)) continue;
    if (!taken.has(index)) return index;
    repeated ??= index;
  }
  return repeated;
}

function partsOf(content: QuestionContent): string[] {
  const { text, options } = taskTypeOf(content.taskType).asks(content);
  return [text, ...options.map((option) => option.text)].map(normalizeText);
}

function unmatched(fileName: string, entries: readonly MocoEntry[], strangers: readonly number[]): AppError {
  const fields = strangers.map((place) => ({
    field: `logs[${place}]`,
    message: `asks what is no test question of the task here: “${(entries[place]?.input ?? "").slice(0, shown).replaceAll("\n", " ")}…”`,
  }));
  const named = fields.slice(0, 3).map(({ field, message }) => `${field} ${message}`);
  return new AppError(
    "INVALID_INPUT",
    `${fileName}: ${strangers.length} of ${entries.length} entries do not fit. ${named.join("; ")}. Import the version of the task that the log was made with.`,
    fields,
  );
}
