import type { Option } from "../options";
import { withoutEnd } from "../without-end";
import type { Declaration } from "./choice-lines";
import { denies, isDeclared } from "./clause";
import { checkedAgainstText, type Naming } from "./leading-choice";
import { optionForm } from "./plain-text";
import { firstSentence, lastSentence, type Sentence } from "./sentences";

const linking =
  "(?:[Ss]o|[Tt]hus|[Hh]ence|[Tt]herefore|[Pp]robably|[Mm]ost likely|[Ll]ikely|[Pp]erhaps|[Mm]aybe|[Dd]efinitely|[Cc]learly|[Ss]urely|[Oo]bviously|[Ff]inally|[Tt]hen|[Bb]ut|[Yy]et|[Gg]enerally|[Oo]verall|[Mm]ostly|[Uu]sually|also|donc|entonces|quindi|portanto|alors|итак|значит)";
/** A letter that closes the text by itself, behind a full stop or a colon, or with a linking word behind anything. */
const closing = new RegExp(
  `(?:(?:^|:\\s*|[.!?;…]["')]?\\s+|\\n\\s*)(?:${linking},?\\s+)*|[,\\s]\\s*(?:and\\s+)?${linking},?\\s+)` +
    "(?:(?:[Ii]t['’]s|[Ii]t is|[Tt]hat['’]s|[Tt]hat is|[Oo]ption|[Aa]nswer)\\s+)*[\"'(\\[]*([A-Z])[\"')\\]]*[.!]*(\\?*)$",
);
const lettered = /(?:\b(?:is|are|be|was|as|with|for|to|likely)|=|:)\s+\(?([A-Z])[).:]+\s+(.+?)[.!]*$/;
const calledOption =
  /\b(?:is|are|be|as|to|with|matches|namely|namely,)\s+(?:the\s+)?(?:answer\s+)?(?:option|choice|answer)\s+["'(]*([A-Z])(?![A-Za-z0-9])["')]*/gi;
const copula =
  /(?:\b(?:is|are|was|were|has|had|ist|war|est|era|fue|è|é|foi|is|be|equals|called|named|weighs?|becomes?|gives|yields|makes|that|to|also|by|in|of|from|as|through|into|on|at|for)|[=:≈])\s+(?:the |an? |about )?["'“‘]?$/i;
const contrast = /[,;(]?\s*(?:\b(?:not|rather than|instead of|unlike|and not|but not)\b)[^.!?]*$/i;

/** Declarations by how an answer ends: with a letter alone, a letter and its text, or a sentence that says an option's text. */
export function declarationsByEnding(text: string, options: readonly Option[]): Declaration[] {
  const last = lastSentence(text);
  return [
    ...closingLetter(text, options),
    ...foreignClosing(text, options),
    ...letterWithText(last, options),
    ...optionsByName(text, last, options),
  ];
}

function closingLetter(text: string, options: readonly Option[]): Declaration[] {
  const tail = text.trimEnd().slice(-80);
  const match = closing.exec(tail);
  const letter = match?.[1];
  if (!match || letter === undefined || !options.some((option) => option.letter === letter)) return [];
  // "A? B? C?" asks; "so B?" answers, timidly.
  if (match[2] !== "" && !new RegExp(linking, "i").test(match[0])) return [];
  return [{ at: text.trimEnd().length - tail.length + match.index, ...checkedAgainstText(letter, "", options) }];
}

/** "Das Adverb ist B.", "Bです。" */
function foreignClosing(text: string, options: readonly Option[]): Declaration[] {
  const tail = text.trimEnd().slice(-80);
  const match = /(?:\b(?:ist|est|es|è|é|är|er)\s+)\(?([A-Z])\)?[.!]*$|([A-Z])\s?(?:です|だ|である|번?입니다|번?이다)[。.]?$/.exec(tail);
  const letter = match?.[1] ?? match?.[2];
  if (
    !match ||
    !options.some((option) => option.letter === letter) ||
    /(?:nicht|pas|no|non|não|inte|ikke|ない)\b.{0,12}$/i.test(tail.slice(0, match.index))
  )
    return [];
  return [{ at: text.trimEnd().length - tail.length + match.index, ...checkedAgainstText(letter ?? "", "", options) }];
}

function letterWithText(sentence: Sentence, options: readonly Option[]): Declaration[] {
  return [...letterBeforeText(sentence, options), ...letterBehindText(sentence, options)];
}

/** "The best drug is azithromycin (B)." */
function letterBehindText({ at, text }: Sentence, options: readonly Option[]): Declaration[] {
  const [, before = "", letter] = /^(.*?)\s*[([]([A-Z])[)\]][.!]*$/.exec(text) ?? [];
  const own = options.find((option) => option.letter === letter);
  if (!own || denies(before) || !optionForm(before).endsWith(optionForm(own.text))) return [];
  return [{ at, ...checkedAgainstText(own.letter, "", options) }];
}

function letterBeforeText({ at, text }: Sentence, options: readonly Option[]): Declaration[] {
  const [whole, letter, written = ""] = lettered.exec(text) ?? [];
  const own = options.find((option) => option.letter === letter);
  if (whole === undefined || !own || !isDeclared(text, text.indexOf(whole), text.length)) return [];
  if (/[\s(][A-Z][).:]\s/.test(written)) return [];
  const form = optionForm(written);
  const text_ = optionForm(own.text);
  const says =
    form === text_ || (form.startsWith(text_) && /^(?:[,;:(]|\s+(?:as|because|since|for|in|which)\b)/.test(form.slice(text_.length)));
  return says ? [{ at, ...checkedAgainstText(own.letter, "", options) }] : [];
}

/** "…, which is option B." */
function optionsByName(text: string, last: Sentence, options: readonly Option[]): Declaration[] {
  const named = [...last.text.matchAll(calledOption)].filter((match) =>
    isDeclared(text, last.at + match.index, last.at + match.index + match[0].length),
  );
  const letters = new Set(named.map((match) => match[1]?.toUpperCase() ?? ""));
  const [letter, ...others] = letters;
  if (letter === undefined) return [];
  if (others.length > 0) return [{ at: last.at, letter: null, reason: "It names more than one option.", form: "opposed" }];
  return [{ at: last.at, ...checkedAgainstText(letter, "", options) }];
}

/**
 * The option whose text an answer states in its last sentence, or in a first one that repeats the question: "The capital
 * is Canberra, not Sydney." Weaker than any declaration, because the text of an option may stand there by chance.
 */
export function statedOption(text: string, options: readonly Option[], question: string): Naming | undefined {
  return statedIn(lastSentence(text).text, options) ?? echoing(firstSentence(text).text, options, question);
}

function statedIn(sentence: string, options: readonly Option[]): Naming | undefined {
  if (/\?["')]?$/.test(sentence)) return undefined;
  const claim = withoutEnd(sentence, ".!\"'”’)").replace(contrast, "");
  const stated = options.filter((option) => endsWithText(claim, option));
  const longest = Math.max(0, ...stated.map((option) => optionForm(option.text).length));
  const [only, ...others] = stated.filter((option) => optionForm(option.text).length === longest);
  if (!only || others.length > 0) return undefined;
  const before = claim.slice(0, Math.max(0, claim.length - only.text.length));
  // What another clause supposes or denies, or tells of another option, does not touch the claim.
  const clause = before.split(/[,;:]/).at(-1) ?? "";
  const isOpen =
    denies(clause) ||
    /\bso (?:is|are|was|were|does|do)\s*(?:the |an? )?$/i.test(clause) ||
    /\b(?:if|whether|could|might|may)\b/i.test(clause) ||
    /\b(?:or|and|nor)\s*(?:the |an? )?$/i.test(clause);
  if (isOpen || options.some((option) => option !== only && mentions(clause, option))) return undefined;
  return { letter: only.letter, reason: `It states the text of option ${only.letter}.`, form: "concluded" };
}

function endsWithText(claim: string, option: Option): boolean {
  const form = optionForm(claim);
  const text = optionForm(option.text);
  if (text === "" || !form.endsWith(text)) return false;
  return copula.test(form.slice(0, form.length - text.length));
}

function mentions(text: string, option: Option): boolean {
  const form = optionForm(option.text);
  const place = optionForm(text).indexOf(form);
  return form.length > 3 && place !== -1;
}

function echoing(sentence: string, options: readonly Option[], question: string): Naming | undefined {
  const naming = statedIn(sentence, options);
  if (!naming || naming.letter === null) return undefined;
  const own = options.find((option) => option.letter === naming.letter)?.text ?? "";
  const words = contentWords(optionForm(sentence).replace(optionForm(own), " "));
  const asked = new Set(contentWords(question));
  return words.length >= 2 && words.every((word) => asked.has(word)) ? naming : undefined;
}

function contentWords(text: string): string[] {
  return [...text.toLowerCase().matchAll(/\p{L}{4,}/gu)]
    .map(([word]) => word)
    .filter((word) => !["that", "this", "which", "what", "from", "with"].includes(word));
}
