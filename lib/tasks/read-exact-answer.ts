import { isDeclared } from "./clause";
import { comparableValue } from "./comparable-value";
import { findBoxes } from "./find-boxes";
import { type Reading, unreadable, whyNothing } from "./reading";
import { stripThinking } from "./strip-thinking";

/** A line longer than this is prose, not a bare answer. Characters. */
const longestBareAnswer = 60;
/** The prompt's own placeholder, which models like to repeat. */
const placeholder = /\\box(?:ed)?\s*\{\s*ANSWER\s*\}/g;
const announced = /\b(?:(?:final|correct) )?answer\s*(?:is|:|=)\s*:?\s*(?=\S)/gi;

/** Reads an exact answer: the last closed box, else the last declared answer, else a bare one-line answer. */
export function readExactAnswer(answer: string): Reading {
  const spoken = stripThinking(answer).visible;
  if (spoken === "") return unreadable(whyNothing(answer));
  const text = spoken.replace(placeholder, "").trim();
  if (text === "") return unreadable("It only repeats the empty box of the prompt.");
  const boxes = findBoxes(text);
  const closed = boxes.findLast((box) => box.content !== null);
  if (closed) return value(closed.content ?? "", "It stands in the last box.", "The last box is empty.");
  if (boxes.length > 0) return unreadable("The box is never closed.");
  return declared(text) ?? bare(text);
}

function declared(text: string): Reading | undefined {
  const last = [...text.matchAll(announced)].findLast((match) => isDeclared(text, match.index, match.index + match[0].length));
  if (!last) return undefined;
  const line = text.slice(last.index + last[0].length).split("\n")[0] ?? "";
  const sentence = line.split(/(?<=[.!?])\s/)[0] ?? "";
  if (sentence.length > longestBareAnswer) return unreadable("What is called the answer is a whole sentence.");
  return value(sentence, "It is declared as the answer.", "Nothing stands behind “answer”.");
}

function bare(text: string): Reading {
  if (text.includes("\n") || text.length > longestBareAnswer || /[.!?]\s+\S/.test(text)) {
    return unreadable("There is neither a box nor a declared answer.");
  }
  return value(text, "It is the whole answer.", "The answer is empty.");
}

function value(content: string, reason: string, whenEmpty: string): Reading {
  const comparable = comparableValue(content);
  return comparable === "" ? unreadable(whenEmpty) : { parsed: content.trim(), comparable, reason };
}
