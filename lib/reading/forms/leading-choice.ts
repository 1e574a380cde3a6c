import type { Option } from "../options";
import type { Form } from "../reading";
import { comparableValue, meansTheSame } from "../values/comparable-value";
import { exactNumber } from "../values/exact-number";
import { optionForm } from "./plain-text";

/** Longer texts are no values. Characters. */
const longestValue = 100;

/** An option that words name; a null letter names none or more than one, for the reason given. */
export interface Naming {
  letter: string | null;
  reason: string;
  form: Form;
}

const markedLetter = /^(["'“‘([{<]*)([A-Za-z])(["'”’)\]}>]*)(?![A-Za-z0-9'’]|-[a-z])/;
const furtherLetter =
  /^\s*(?:(?:or|and)\b|[/&]|,(?=\s*["'([]*[A-Z]\b["')\]]*\s*(?:[,.]|or\b|and\b|$)))\s*(?:option |choice )?["'([]*([A-Za-z])\b/;
const connective = /^\s+(?:because|since|as|for|which|and|or|with|due|given|from)\b/;

/**
 * The option that a stretch of text begins with, or undefined when it begins with something else.
 * @param rest text behind words such as "the answer is"
 */
export function leadingChoice(rest: string, options: readonly Option[]): Naming | undefined {
  return leadingOrdinal(rest, options) ?? leadingLetter(rest, options) ?? leadingText(rest, options);
}

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** "the second option" */
function leadingOrdinal(rest: string, options: readonly Option[]): Naming | undefined {
  const [, word = ""] = /^(?:the\s+)?(\w+)\s+(?:option|choice|answer|one|statement|alternative)\b/i.exec(rest) ?? [];
  const place = word.toLowerCase() === "last" ? options.length - 1 : ordinals.indexOf(word.toLowerCase());
  const option = options[place];
  return option && { letter: option.letter, reason: `It names the ${word.toLowerCase()} option.`, form: "declared" };
}

function leadingLetter(rest: string, options: readonly Option[]): Naming | undefined {
  const match = markedLetter.exec(rest);
  if (!match) return undefined;
  const [whole, opening = "", raw = "", closing = ""] = match;
  const after = rest.slice(whole.length);
  const isMarked = opening !== "" || closing !== "" || /^[.:,;!?]|^\s*(?:\n|$)/.test(after);
  if (!isMarked && isWord(raw, after)) return undefined;
  const letter = raw.toUpperCase();
  const further = furtherLetter.exec(after)?.[1]?.toUpperCase();
  if (further && further !== letter && options.some((option) => option.letter === further)) {
    return { letter: null, reason: `It names both ${letter} and ${further}.`, form: "opposed" };
  }
  return checkedAgainstText(letter, after, options);
}

/** A letter that is no label but a word or a part of one: the article "a", the pronoun "I". */
function isWord(raw: string, after: string): boolean {
  if (raw === raw.toLowerCase()) return raw === "a" || raw === "i" || !connective.test(after);
  return (raw === "A" || raw === "I") && /^\s+[a-z]/.test(after) && !connective.test(after);
}

/** A letter followed by the exact text of another option contradicts itself. */
export function checkedAgainstText(letter: string, after: string, options: readonly Option[]): Naming {
  const own = options.find((option) => option.letter === letter);
  if (!own) return { letter: null, reason: `It names option ${letter}, which this question does not have.`, form: "opposed" };
  const line = (after.split("\n")[0] ?? "").replace(/^[\s).:,\]]+/, "");
  // A dash may be a sign of the option's text, or stand between letter and text.
  const texts = [optionForm(line), optionForm(line.replace(/^[–—-]\s+/, ""))];
  const other = options.find((option) => option.letter !== letter && texts.includes(optionForm(option.text)));
  if (other && !texts.includes(optionForm(own.text))) {
    return { letter: null, reason: `It says ${letter} but writes the text of option ${other.letter}.`, form: "opposed" };
  }
  return { letter, reason: `It declares option ${letter}.`, form: "declared" };
}

function leadingText(rest: string, options: readonly Option[]): Naming | undefined {
  const line = ` ${optionForm(rest.split("\n")[0] ?? "")}`.slice(1);
  const fitting = options.filter((option) => beginsWith(line, optionForm(option.text)));
  const longest = Math.max(0, ...fitting.map((option) => optionForm(option.text).length));
  const [first, ...others] = fitting.filter((option) => optionForm(option.text).length === longest);
  if (!first) return undefined;
  if (others.length > 0) return { letter: null, reason: "It writes a text that more than one option has.", form: "opposed" };
  return { letter: first.letter, reason: `It writes the text of option ${first.letter}.`, form: "written" };
}

function beginsWith(line: string, text: string): boolean {
  if (text === "" || !line.startsWith(text)) return false;
  return /^(?:$|[.,;:!?)"'”’]|\s+(?:because|since|as|which)\b)/.test(line.slice(text.length));
}

/** Options of the same value: "2/3" for one that is written as a TeX fraction. */
function meaning(text: string, options: readonly Option[]): Option[] {
  if (text.length > longestValue || !/\d/.test(text)) return [];
  const value = comparableValue(text.replace(/^\s*=/, ""));
  if (value === "") return [];
  const equal = options.filter((option) => comparableValue(option.text) === value);
  // "24" for "24 cm²"
  return equal.length > 0 || exactNumber(value) === null ? equal : options.filter((option) => meansTheSame(option.text, value));
}

/** The option whose exact text this is, whatever marks it has. */
export function exactText(text: string, options: readonly Option[]): Naming | undefined {
  const form = optionForm(text);
  const bare = form.replace(/^(?:because\s+|the\s+|an?\s+)/, "");
  const alike = options.filter((option) => form !== "" && optionForm(option.text) === form);
  const spelled = alike.length > 0 ? alike : options.filter((option) => bare !== "" && optionForm(option.text) === bare);
  const [first, ...others] = spelled.length > 0 ? spelled : meaning(text, options);
  if (!first) return undefined;
  if (others.length > 0) return { letter: null, reason: "It writes a text that more than one option has.", form: "opposed" };
  return { letter: first.letter, reason: `It writes the text of option ${first.letter}.`, form: "written" };
}

/** The option whose text and letter stand together, as in "True (A)". */
export function textWithLetter(line: string, options: readonly Option[]): Naming | undefined {
  const [, text = "", letter = ""] = /^(.{1,300}?)\s*\(([A-Z])\)[.!]?$/.exec(line) ?? [];
  const naming = text === "" ? undefined : exactText(text, options);
  if (!naming || naming.letter === null) return undefined;
  return naming.letter === letter
    ? naming
    : { letter: null, reason: `It writes the text of option ${naming.letter} but says ${letter}.`, form: "opposed" };
}
