import { announcing } from "./forms/answer-words";
import { isDeclared } from "./forms/clause";
import { conclusions } from "./forms/conclusion";
import { findBoxes } from "./forms/find-boxes";
import { findFields } from "./forms/find-fields";
import { firstTurn } from "./forms/first-turn";
import { listedChoices } from "./forms/listed-choices";
import { isExcuse, isNonAnswer } from "./forms/non-answer";
import { optionForm } from "./forms/plain-text";
import { readChoice } from "./forms/read-choice";
import { sharedWords } from "./forms/shared-words";
import { type Form, nothingIn, type Reading, unreadable } from "./reading";
import { stripThinking } from "./strip-thinking";
import { comparableValue, meansTheSame } from "./values/comparable-value";
import { asksForNumber, nearAsked, openingName, sentencePredicate, sentenceValue } from "./values/sentence-value";

/** A line longer than this is prose, not a bare answer. Characters. */
const longestBareAnswer = 60;
/** The last declaration wins, so an endless answer is looked at from its end. */
const mostPlaces = 200;
/** The prompt's own words and placeholder, which models like to repeat. */
const repeated =
  /(?:put|please provide|provide) the final,? (?:direct )?answer[^\n]{0,40}\\box(?:ed)?\s*\{\s*ANSWER\s*\}\.?|\\box(?:ed)?\s*\{\s*ANSWER\s*\}/gi;
const announced = new RegExp(
  `(?:${announcing}|^#*[ \\t]*(?:final[ \\t]+)?answer[ \\t]*\\n|\\bfinal (?!answer)\\w+ (?:is|are|=|:)\\s*)(?=\\s*\\S)`,
  "gimu",
);
/** What some write into the box before the answer. */
const label = /^(?:final )?answer\s*[:=]\s*(?=\S)/i;
const verdictWord = /^[\s*_"'`]*(yes|no|maybe|true|false|valid|invalid)\b[*_"'`]*(?=\s*[,.;:!–—\n]|\s+[-–—(]|\s*$)/i;
const hedge =
  /^(?:possibly|probably|maybe|perhaps|likely|most likely|i (?:think|guess|believe)(?: that)?|about|approximately|approx\.|around|roughly)[,:]?\s+/i;
/** A short text that says something of something, and is no name. */
const statement =
  /^.*[a-z].*\s.*[.!]$|^(?=.*\d)(?=.*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Cyrillic}])|[a-z]{2,} (?:equals|spent|sold) \S*\d|\b(?:is|are|was|were|costs?|has|have|had|there)\b.*\d|^(?:the|it|he|she|they|there|this|that|i|we|you)\b.*\b(?:is|are|was|were|has|have|did|does|ends?)\b/iu;

/**
 * Reads the value of an answer: the last closed box, else the last answer in a field of its own, else the last declared answer,
 * else a bare one, else the value in which it concludes. What says nothing, or more than one thing, is no answer.
 * @param question its text, by which given numbers are told from found ones
 */
export function readValue(answer: string, question = ""): Reading {
  const spoken = stripThinking(answer).visible;
  if (spoken === "") return nothingIn(answer);
  const text = spoken.replace(repeated, "").trim();
  if (text.replace(/[=:\s]+/g, "") === "") return unreadable("It only repeats the empty box of the prompt.", "marked");
  const turn = firstTurn(text);
  const own = turn === null ? null : readTurn(turn, question);
  return own !== null && own.parsed !== null ? own : readTurn(text, question);
}

/** An answer that concludes in the text of an option that the question lists names that option. */
function asLetter(reading: Reading, question: string): Reading {
  const said = reading.parsed;
  const option = said === null ? undefined : listedChoices(question).find(({ text }) => optionForm(text) === optionForm(said));
  return option === undefined ? reading : value(option.letter, reading.reason, reading.form);
}

function readTurn(text: string, question: string): Reading {
  return (
    boxed(text) ??
    fielded(text, question) ??
    chosen(text, question) ??
    declared(text, question) ??
    bare(text, question) ??
    asLetter(concluded(text, question), question)
  );
}

function boxed(text: string): Reading | undefined {
  const boxes = findBoxes(text);
  const closed = boxes.findLast((box) => box.content !== null);
  if (closed) return value((closed.content ?? "").replace(label, ""), "It stands in the last box.", "marked", "The last box is empty.");
  return boxes.length > 0 ? unreadable("The box is never closed.", "marked") : undefined;
}

function fielded(text: string, question: string): Reading | undefined {
  const last = findFields(text).at(-1);
  if (last) return value(last.content, "It stands in a field of its own.", "marked", "The field of the answer is empty.");
  const only = /^(?:```\w*\s*)?\{\s*"[^"\n]{1,60}"\s*:\s*(?:"([^"\n]{1,200})"|([-\w.]+))\s*\}(?:\s*```)?$/.exec(text);
  if (only) return value(only[1] ?? only[2] ?? "", "It is the only field of an object.", "marked");
  const marked = [...text.matchAll(/^[ \t]*####(?!#)[ \t]*(\S[^\n]*)$/gm)].at(-1)?.[1];
  const isHeading =
    marked !== undefined && (/^(?:final )?answer:?$/i.test(marked.replace(/[*_]/g, "").trim()) || !text.trimEnd().endsWith(marked.trim()));
  if (marked === undefined || isHeading) return undefined;
  const said = marked.length > longestBareAnswer ? sentenceValue(marked, question) : marked;
  return said === null ? undefined : value(said, "It stands behind the last four hashes.", "marked", "Nothing stands behind the hashes.");
}

/** Where the question itself lists options, an answer may name one as in multiple choice. */
function chosen(text: string, question: string): Reading | undefined {
  const options = listedChoices(question);
  if (options.length === 0) return undefined;
  const reading = readChoice(text, options, question);
  return reading.parsed === null ? undefined : value(reading.parsed, reading.reason, reading.form);
}

function declared(text: string, question: string): Reading | undefined {
  const plain = text.replace(/\*\*|__/g, "");
  const places = [...plain.matchAll(announced)].slice(-mostPlaces);
  const last = places.findLast((match) => isDeclared(plain, match.index, match.index + match[0].length));
  if (!last) return undefined;
  const behind = plain.slice(last.index + last[0].length).trimStart();
  const line = behind.split("\n")[0] ?? "";
  const sentence = line.split(/(?<=[.!?。])(?:\s|(?<=。))/)[0] ?? "";
  const verdict = verdictWord.exec(sentence)?.[1];
  if (verdict !== undefined) return value(verdict, "It is declared as the answer.", "declared");
  const said = (sentence.split(/,? (?:because|since|as it|which)\b/)[0] ?? "").replace(/\s+\((?:approx|about|or |i\.e|≈|~)[^()]*\)/i, "");
  if (/^(?:not\b|either\b|unclear|unknown\b|nicht\b|no es\b)/i.test(said)) return unreadable("It does not say what the answer is.");
  const inside = said.length > longestBareAnswer || statement.test(said) || said.includes("=") ? saidIn(said, question) : said;
  if (inside === null && said.length > longestBareAnswer) return unreadable("What is called the answer is a whole sentence.");
  const short = (inside ?? said).replace(/(?<=[^.])[.。]$/, "");
  return value(short, "It is declared as the answer.", "declared", "Nothing stands behind “answer”.");
}

function bare(text: string, question: string): Reading | undefined {
  if (isNonAnswer(text) || isExcuse(text)) return unreadable("It says nothing that could be an answer.");
  const verdict = verdictWord.exec(text)?.[1];
  if (verdict !== undefined) return value(verdict, "It opens the answer.", "opened");
  const listed = wholeList(text);
  if (listed !== null) return value(listed, "It is a list and nothing else.", "whole");
  if (text.includes("\n") || text.length > longestBareAnswer || /[.!?]\s+\S/.test(text.replace(/\b(?:\w\.)+(?=\s)/g, ""))) return undefined;
  if (/\?$/.test(text) && !hedge.test(text)) return unreadable("It asks instead of answering.");
  if (/\b(?:would|could|should|must|needs? to|ha(?:ve|s) to)\b.*\.$/i.test(text) && !/\d/.test(text))
    return unreadable("It says what to do, not what comes of it.");
  if (/\beither\b.*\bor\b/i.test(text)) return unreadable("It names more than one answer.");
  const short = text
    .replace(hedge, "")
    .replace(/,? \(?(?:i (?:believe|think|guess|suppose)|if i (?:recall|remember)(?: \w+)?|probably)\)?[.!]*$/i, "")
    .replace(/\?$/, "");
  const near = nearAsked(short, question);
  if (near !== null) return value(near, "It is the number that is asked for.", "concluded");
  if (statement.test(short) || short.includes("=")) {
    const said = saidIn(short, question);
    if (said !== null) return asLetter(value(said, "The answer is one sentence that says it.", "concluded"), question);
    if (asksForNumber(question)) return unreadable("It says no number.");
  }
  return value(withoutLabel(short, question), "It is the whole answer.", "whole", "The answer is empty.");
}

/** "1. fig\n2. plum" */
function wholeList(text: string): string | null {
  const items = text.split("\n").map((line) => /^\s*(?:[-*•]|\d{1,2}[.)])\s+(.{1,40}?)[.,;]?\s*$/.exec(line)?.[1]);
  return items.length > 1 && items.every((item) => item !== undefined && !item.includes(":")) ? items.join(", ") : null;
}

/** "Label: Uses", where the label is a word of the question or a usual one. */
function withoutLabel(text: string, question: string): string {
  const [, label = "", rest] =
    /^([\p{L} ]{1,30}?)[*_]*(?::[*_]*\s+|\s+(?=[-−]?\d[\d.,/]*$))[*_]*(.+?)[*_]*$/u.exec(text.replace(/^[*_#\s]+/, "")) ?? [];
  const isKnown =
    /\b(?:label|result|output|value|total|sum|verdict|conclusion|prediction|class|category|name|intent|year|date|price)$/i.test(label);
  return rest !== undefined && (isKnown || question.toLowerCase().includes(label.toLowerCase()) || sharedWords(question, label) > 0)
    ? rest
    : text;
}

function concluded(text: string, question: string): Reading {
  const name = openingName(text, question);
  if (name !== null) return value(name, "It opens the answer.", "opened");
  for (const sentence of conclusions(text).reverse()) {
    const said = saidIn(sentence, question);
    const reading = said === null ? null : value(said, "The answer concludes in it.", "concluded");
    if (reading && reading.parsed !== null) return reading;
  }
  return unreadable("There is neither a box nor a declared answer nor a conclusion.");
}

function saidIn(sentence: string, question: string): string | null {
  return sentenceValue(sentence, question) ?? sentencePredicate(sentence, question);
}

function value(content: string, reason: string, form: Form, whenEmpty = "It holds no value."): Reading {
  if (isNonAnswer(content) && content.trim() !== "") return unreadable("What stands for the answer says nothing.");
  const said = content
    .replace(/^option\s+(?=\(?[A-Z]\)?$)/i, "")
    .replace(/^([$€£]?\d[\d.,]*) (?:more|additional|extra|other|further)(?= \p{L}+$|$)/u, "$1")
    .replace(/^(?:in|on|at)\s+(?=\d)/i, "")
    .replace(/^(.+?)\s*\((?:or |about |approximately |i\.e\.,? |≈\s*|=\s*)?([^()]+)\)$/, (whole, first: string, second: string) =>
      meansTheSame(second, first) ? first : whole,
    )
    .replace(/(?<=\d)\s?(?:です|である|だ|입니다|이다)[。.]?$/, "")
    .trim();
  const comparable = comparableValue(said);
  return comparable === "" ? unreadable(whenEmpty, form === "marked" ? form : "none") : { parsed: said, comparable, reason, form };
}
