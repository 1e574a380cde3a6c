import { type Reading, unreadable } from "../reading";
import { announcing } from "./answer-words";
import { asValue } from "./as-value";
import { asksForNumber } from "./asks-for";
import { isDeclared } from "./clause";
import { conclusions } from "./conclusion";
import { nearAsked } from "./counted-value";
import { declaredHead } from "./declared-head";
import { listedChoices } from "./listed-choices";
import { isExcuse, isNonAnswer } from "./non-answer";
import { openingName } from "./opening-name";
import { optionForm } from "./plain-text";
import { sentencePredicate } from "./sentence-predicate";
import { sentenceValue } from "./sentence-value";
import { sharedWords } from "./shared-words";

/** A line longer than this is prose, not a bare answer. Characters. */
const longestBareAnswer = 60;
/** The last declaration wins, so an endless answer is looked at from its end. */
const mostPlaces = 200;
const announced = new RegExp(
  `(?:${announcing}|^#*[ \\t]*(?:final[ \\t]+)?answer[ \\t]*\\n|\\bfinal (?!answer)\\w+ (?:is|are|=|:)\\s*)(?=\\s*\\S)`,
  "gimu",
);
const verdictWord = /^[\s*_"'`]*(yes|no|maybe|true|false|valid|invalid)\b[*_"'`]*(?=\s*[,.;:!–—\n]|\s+[-–—(]|\s*$)/i;
const hedge =
  /^(?:possibly|probably|maybe|perhaps|likely|most likely|i (?:think|guess|believe)(?: that)?|about|approximately|approx\.|around|roughly)[,:]?\s+/i;
/** A short text that says something of something, and is no name. */
const statement =
  /^.*[a-z].*\s.*[.!]$|^(?=.*\d)(?=.*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Cyrillic}])|[a-z]{2,} (?:equals|spent|sold) \S*\d|\b(?:is|are|was|were|costs?|has|have|had|there)\b.*\d|^(?:the|it|he|she|they|there|this|that|i|we|you)\b.*\b(?:is|are|was|were|has|have|did|does|ends?)\b/iu;

/** The value that is said to be the answer: "The answer is 42." Undefined where nothing is. */
export function declaredValue(text: string, question: string): Reading | undefined {
  const plain = text.replace(/\*\*|__/g, "");
  const places = [...plain.matchAll(announced)].slice(-mostPlaces);
  const last = places.findLast((match) => isDeclared(plain, match.index, match.index + match[0].length));
  if (!last) return undefined;
  const behind = plain.slice(last.index + last[0].length).trimStart();
  const line = behind.split("\n")[0] ?? "";
  const sentence = line.split(/(?<=[.!?。])(?:\s|(?<=。))/)[0] ?? "";
  const verdict = verdictWord.exec(sentence)?.[1];
  if (verdict !== undefined) return asValue(verdict, "It is declared as the answer.", "declared");
  const said = declaredHead(corrected(sentence)).replace(/\s+\((?:approx|about|or |i\.e|≈|~)[^()]*\)/i, "");
  if (/^(?:not\b|either\b|unclear|unknown\b|nicht\b|no es\b)/i.test(said)) return unreadable("It does not say what the answer is.");
  const isStatement = statement.test(said) || said.includes("=") || (asksForNumber(question) && saysOfNumber(said));
  const inside = said.length > longestBareAnswer || isStatement ? saidIn(said, question) : said;
  if (inside === null && said.length > longestBareAnswer) return unreadable("What is called the answer is a whole sentence.");
  const short = (inside ?? said).replace(/(?<=[^.])[.。]$/, "");
  return asValue(short, "It is declared as the answer.", "declared", "Nothing stands behind “answer”.");
}

/** "she needs 45 litres": words of more than one letter before a number. */
function saysOfNumber(said: string): boolean {
  const place = said.search(/\d/);
  return place > 0 && /\s$/.test(said.slice(0, place)) && !/[$€£]/.test(said.slice(0, place)) && /\p{L}{2}/u.test(said.slice(0, place));
}

/** "not 15 but 45" declares 45. */
function corrected(sentence: string): string {
  return /^not [^,;.]{1,60},? but (?:rather |instead )?(\S.*)$/i.exec(sentence)?.[1] ?? sentence;
}

/** The value that is the whole of a short answer; undefined for longer ones. */
export function bareValue(text: string, question: string): Reading | undefined {
  if (isNonAnswer(text) || isExcuse(text)) return unreadable("It says nothing that could be an answer.");
  const verdict = verdictWord.exec(text)?.[1];
  if (verdict !== undefined) return asValue(verdict, "It opens the answer.", "opened");
  const listed = wholeList(text);
  if (listed !== null) return asValue(listed, "It is a list and nothing else.", "whole");
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
  if (near !== null) return asValue(near, "It is the number that is asked for.", "concluded");
  if (statement.test(short) || short.includes("=")) {
    const said = saidIn(short, question);
    if (said !== null) return asLetter(asValue(said, "The answer is one sentence that says it.", "concluded"), question);
    if (asksForNumber(question)) return unreadable("It says no number.");
  }
  return asValue(withoutLabel(short, question), "It is the whole answer.", "whole", "The answer is empty.");
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

/** The value in which an answer concludes. */
export function concludedValue(text: string, question: string): Reading {
  const name = openingName(text, question);
  if (name !== null) return asLetter(asValue(name, "It opens the answer.", "opened"), question);
  for (const sentence of conclusions(text).reverse()) {
    const said = saidIn(sentence, question);
    const reading = said === null ? null : asValue(said, "The answer concludes in it.", "concluded");
    if (reading && reading.parsed !== null) return asLetter(reading, question);
  }
  return unreadable("There is neither a box nor a declared answer nor a conclusion.");
}

function saidIn(sentence: string, question: string): string | null {
  return sentenceValue(sentence, question) ?? sentencePredicate(sentence, question);
}

/** An answer that concludes in the text of an option that the question lists names that option. */
function asLetter(reading: Reading, question: string): Reading {
  const said = reading.parsed;
  const option = said === null ? undefined : listedChoices(question).find(({ text }) => optionForm(text) === optionForm(said));
  return option === undefined ? reading : asValue(option.letter, reading.reason, reading.form);
}
