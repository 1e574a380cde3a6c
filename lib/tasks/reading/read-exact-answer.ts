import { announcing } from "./answer-words";
import { isDeclared } from "./clause";
import { comparableValue } from "./comparable-value";
import { findBoxes } from "./find-boxes";
import { findFields } from "./find-fields";
import { isNonAnswer } from "./non-answer";
import { type Reading, unreadable, whyNothing } from "./reading";
import { stripThinking } from "./strip-thinking";

/** A line longer than this is prose, not a bare answer. Characters. */
const longestBareAnswer = 60;
/** The last declaration wins, so an endless answer is looked at from its end. */
const mostPlaces = 200;
/** The prompt's own words and placeholder, which models like to repeat. */
const repeated =
  /(?:put|please provide|provide) the final,? (?:direct )?answer[^\n]{0,40}\\box(?:ed)?\s*\{\s*ANSWER\s*\}\.?|\\box(?:ed)?\s*\{\s*ANSWER\s*\}/gi;
const announced = new RegExp(`(?:${announcing}|^#*[ \\t]*(?:final[ \\t]+)?answer[ \\t]*\\n)(?=\\s*\\S)`, "gimu");
const resulting = /\b(?:result|total|solution|value)\s*(?:is|equals|=|:)\s*(?=\S)/gi;
const verdictWord = /^[\s*_"'`]*(yes|no|maybe|true|false|valid|invalid)\b[*_"'`]*(?=\s*[,.;:!–—\n]|\s+[-–—(]|\s*$)/i;
const concluding =
  /^(?:so|thus|therefore|hence|in total|altogether|finally|consequently|that means)\b|\b(?:left|in total|altogether|in all|remains?|remaining)[.!]?$/i;
/** The last line of a computation. */
const lastLine = /(?:^|=\s*)\$?([-+−]?\$?\d[\d.,/]*(?:\s?%)?)\$?[.!]?$/;
const standingNumber = /(?<![\w.,/^])[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\/\d+)?(?![\w/^]|[.,]\d)/g;

/**
 * Reads an exact answer: the last closed box, else the last answer in a field of its own, else the last declared answer,
 * else a bare one-line answer, else the only number of a concluding sentence. What says nothing is no answer.
 */
export function readExactAnswer(answer: string): Reading {
  const spoken = stripThinking(answer).visible;
  if (spoken === "") return unreadable(whyNothing(answer));
  const text = spoken.replace(repeated, "").trim();
  if (text.replace(/[=:\s]+/g, "") === "") return unreadable("It only repeats the empty box of the prompt.");
  return boxed(text) ?? fielded(text) ?? declared(text, announced) ?? declared(text, resulting) ?? bare(text) ?? concluded(text);
}

function boxed(text: string): Reading | undefined {
  const boxes = findBoxes(text);
  const closed = boxes.findLast((box) => box.content !== null);
  if (closed) return value(closed.content ?? "", "It stands in the last box.", "The last box is empty.");
  return boxes.length > 0 ? unreadable("The box is never closed.") : undefined;
}

function fielded(text: string): Reading | undefined {
  const last = findFields(text).at(-1);
  if (last) return value(last.content, "It stands in a field of its own.", "The field of the answer is empty.");
  const marked = [...text.matchAll(/^[ \t]*####(?!#)[ \t]*(\S[^\n]*)$/gm)].at(-1)?.[1];
  const isHeading = marked !== undefined && /^(?:final )?answer:?$/i.test(marked.replace(/[*_]/g, "").trim());
  return marked === undefined || isHeading
    ? undefined
    : value(marked, "It stands behind the last four hashes.", "Nothing stands behind the hashes.");
}

function declared(text: string, words: RegExp): Reading | undefined {
  const plain = text.replace(/\*\*|__/g, "");
  const places = [...plain.matchAll(words)].slice(-mostPlaces);
  const last = places.findLast((match) => isDeclared(plain, match.index, match.index + match[0].length));
  if (!last) return undefined;
  const behind = plain.slice(last.index + last[0].length).trimStart();
  const line = behind.split("\n")[0] ?? "";
  const sentence = line.split(/(?<=[.!?。])(?:\s|(?<=。))/)[0] ?? "";
  const verdict = verdictWord.exec(sentence)?.[1];
  if (verdict !== undefined) return value(verdict, "It is declared as the answer.", "");
  const said = sentence.split(/,? (?:because|since|as it|which)\b/)[0] ?? "";
  if (said.length > longestBareAnswer) return unreadable("What is called the answer is a whole sentence.");
  if (/^(?:not\b|either\b|unclear|unknown\b|nicht\b|no es\b)/i.test(said)) return unreadable("It does not say what the answer is.");
  return value(said.replace(/(?<=[^.])[.。]$/, ""), "It is declared as the answer.", "Nothing stands behind “answer”.");
}

function bare(text: string): Reading | undefined {
  if (isNonAnswer(text)) return unreadable("It says nothing that could be an answer.");
  const verdict = verdictWord.exec(text)?.[1];
  if (verdict !== undefined) return value(verdict, "It opens the answer.", "");
  if (text.includes("\n") || text.length > longestBareAnswer || /[.!?]\s+\S/.test(text)) return undefined;
  if (/\?$/.test(text)) return unreadable("It asks instead of answering.");
  if (/\b(?:would|could|should|must|needs? to|ha(?:ve|s) to)\b.*\.$/i.test(text))
    return unreadable("It says what to do, not what comes of it.");
  if (/\beither\b.*\bor\b/i.test(text)) return unreadable("It names more than one answer.");
  return concludingNumber(text) ?? value(text, "It is the whole answer.", "The answer is empty.");
}

function concluded(text: string): Reading {
  const last = text.trim().split("\n").at(-1)?.trim() ?? "";
  const computed = last.length > longestBareAnswer ? undefined : lastLine.exec(last.replace(/[*_`]/g, ""))?.[1];
  if (computed !== undefined) return value(computed, "It ends the last line.", "");
  const sentence = last.split(/(?<=[.!?])\s+/).at(-1) ?? "";
  return concludingNumber(sentence) ?? unreadable("There is neither a box nor a declared answer.");
}

/** "Therefore, Hana has 42 eggs left." */
function concludingNumber(sentence: string): Reading | undefined {
  if (!concluding.test(sentence) || /\b(?:not|or|between|about)\b|\?/.test(sentence)) return undefined;
  const numbers = [...sentence.matchAll(standingNumber)].map(([digits]) => digits);
  const [only, ...others] = numbers;
  return only === undefined || others.length > 0 ? undefined : value(only, "It is the only number of the conclusion.", "");
}

function value(content: string, reason: string, whenEmpty: string): Reading {
  if (isNonAnswer(content) && content.trim() !== "") return unreadable("What stands for the answer says nothing.");
  const comparable = comparableValue(content);
  return comparable === "" ? unreadable(whenEmpty) : { parsed: content.trim(), comparable, reason };
}
