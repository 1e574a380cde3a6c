/** Of a longer answer the beginning and the end are read, without its thoughts. Characters. */
const head = 4_000;
const tail = 10_000;
/** Of a longer question an answer looks for the words of its beginning and its end. Characters. */
const longestQuestion = 10_000;
/** Nobody means anything by more blanks or empty lines in a row. */
const blanks = /[^\S\n]{20,}/g;
const emptyLines = /\n(?:[^\S\n]{0,40}\n){5,}/g;

/** What is read of an answer: all of it, or where it is endless its beginning and its end, so that no pattern meets more. */
export function bounded(spoken: string): string {
  const kept = isEndless(spoken) ? `${spoken.slice(0, head)}\n${spoken.slice(-tail)}` : spoken;
  return kept.replace(blanks, " ").replace(emptyLines, "\n\n");
}

/** The same of a question. */
export function boundedQuestion(question: string): string {
  if (question.length <= longestQuestion) return question;
  return `${question.slice(0, longestQuestion / 2)}\n${question.slice(-longestQuestion / 2)}`
    .replace(blanks, " ")
    .replace(emptyLines, "\n\n");
}

/** Whether an answer without its thoughts is longer than what is read of it. */
export function isEndless(spoken: string): boolean {
  return spoken.length > head + tail;
}

/** Words for what is read of an endless answer. */
export const readInPart = `Only its first ${head} and last ${tail} characters were read.`;
