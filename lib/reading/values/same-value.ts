import { comparableValue, meansTheSame } from "./comparable-value";
import { exactNumber } from "./exact-number";
import { decimalOf, fractionValue, roundAlike, roundsTo } from "./rounded-value";
import { type Structure, structureOf } from "./structure";
import { isSameTerm, symbolicValue } from "./symbolic-value";
import { texTerm } from "./tex-term";

/** Longer texts are no values. Characters. */
const longest = 300;
/** Longer lists are no solutions. Parts. */
const mostParts = 20;
const inOrder =
  /\b(?:sort\w*|order(?:ed)?|arrang\w+|ascending|descending|increasing|decreasing|rank\w*|sequence|respectively|smallest to|largest to|least to|greatest to|first \w+ terms|next \w+ (?:terms|numbers)|coordinates|chronological\w*)\b/i;

/**
 * Whether an answer is the value of a gold: the same in form, else the same by value. Terms are compared as Compute Engine
 * understands them, decimals with what they are rounded from, and what has brackets part by part.
 * @param question its text, which tells whether the order of a list matters
 */
export function isSameValue(answer: string, gold: string, question = ""): boolean {
  if (meansTheSame(answer, gold)) return true;
  if (answer.length > longest || gold.length > longest || !isMathematical(gold)) return false;
  if (isInBase(answer, gold)) return true;
  return isSameStructure(structureOf(texTerm(answer)), structureOf(texTerm(gold)), inOrder.test(question));
}

/** Texts in words are compared as such. */
function isMathematical(gold: string): boolean {
  return (
    /[\d\\π√]|^\s*-?[a-z]\s*$|[a-z]\s*[-+*/^=]\s*[a-z]/i.test(gold) &&
    !/\p{L}{4,}/u.test(gold.replace(/\\[a-z]+|\bsqrt\b|\{[a-z]?(?:matrix|array)\}/gi, ""))
  );
}

/** "15_8" is 15, in whichever way it says that it is written in base eight. */
function isInBase(answer: string, gold: string): boolean {
  const plain = (text: string) => text.replace(/\\text\s*\{(\w+)\}|[{}()$\s\\]/g, "$1");
  const [, digits, base] = /^(\w+)_(\d+)$/.exec(plain(gold)) ?? [];
  const [, said, saidBase] = /^(\w+?)(?:_(\d+))?$/.exec(plain(answer)) ?? [];
  return digits !== undefined && said === digits && (saidBase ?? base) === base;
}

function isSameStructure(answer: Structure, gold: Structure, isOrdered: boolean): boolean {
  if (answer.kind === "matrix" || gold.kind === "matrix") return areSameMatrices(answer, gold);
  if (answer.kind === "term" || gold.kind === "term")
    return answer.kind === "term" && gold.kind === "term" && isSameScalar(answer.term, gold.term);
  if (answer.parts.length !== gold.parts.length || gold.parts.length > mostParts) return false;
  if (answer.kind === "tuple" || gold.kind === "tuple")
    return (
      answer.kind === "tuple" &&
      gold.kind === "tuple" &&
      answer.open === gold.open &&
      answer.close === gold.close &&
      areSame(answer.parts, gold.parts)
    );
  if (answer.kind === "union" || gold.kind === "union") return answer.kind === gold.kind && areSameInAnyOrder(answer.parts, gold.parts);
  const isList = answer.kind === "list" && gold.kind === "list";
  if (isList && isOrdered) return areSame(answer.parts, gold.parts);
  return areSameInAnyOrder(answer.parts, gold.parts);
}

function areSameMatrices(answer: Structure, gold: Structure): boolean {
  if (answer.kind !== "matrix" || gold.kind !== "matrix" || answer.rows.length !== gold.rows.length) return false;
  return answer.rows.every((row, place) => areSame(row, gold.rows[place] ?? []));
}

function areSame(answers: readonly string[], golds: readonly string[]): boolean {
  return answers.length === golds.length && answers.every((answer, place) => isSamePart(answer, golds[place] ?? ""));
}

function areSameInAnyOrder(answers: readonly string[], golds: readonly string[]): boolean {
  const left = [...golds];
  return answers.every((answer) => {
    const place = left.findIndex((gold) => isSamePart(answer, gold));
    if (place !== -1) left.splice(place, 1);
    return place !== -1;
  });
}

/** Parts of a list may have brackets of their own. */
function isSamePart(answer: string, gold: string): boolean {
  if (answer === gold) return true;
  const [one, other] = [structureOf(answer), structureOf(gold)];
  if (one.kind === "term" && other.kind === "term") return isSameScalar(one.term, other.term);
  return /[([⦃]/.test(answer) && isSameStructure(one, other, true);
}

function isSameScalar(answer: string, gold: string): boolean {
  const [said, wanted] = [comparableValue(answer), comparableValue(gold)];
  if (said === wanted) return true;
  const [own, exact] = [exactNumber(said), exactNumber(wanted)];
  const [decimal, goldDecimal] = [decimalOf(answer), decimalOf(gold)];
  if (decimal && goldDecimal) return roundAlike(decimal, goldDecimal);
  if (decimal && exact !== null) return roundsTo(decimal, fractionValue(exact));
  if (goldDecimal && own !== null) return roundsTo(goldDecimal, fractionValue(own));
  if (own !== null && exact !== null) return false;
  // "48 + 24" is no answer where 72 is one.
  if (exact !== null && !goldDecimal) return false;
  const [term, goldTerm] = [symbolicValue(answer), symbolicValue(gold)];
  if (term === null || goldTerm === null) return false;
  const rounded = decimal ?? goldDecimal;
  const value = (decimal ? goldTerm : term).number;
  if (rounded) return value !== null && value.im === 0 && roundsTo(rounded, { value: value.re, isEndless: value.re !== rounded.value });
  return isSameTerm(term, goldTerm);
}
