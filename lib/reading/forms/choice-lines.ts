import type { Option } from "../options";
import { denies } from "./clause";
import { checkedAgainstText, exactText, leadingChoice, type Naming, textWithLetter } from "./leading-choice";
import { optionForm } from "./plain-text";

export interface Declaration extends Naming {
  /** Offset in the text. */
  at: number;
}

/** Of more lines the first and the last are looked at. */
const mostLines = 400;

interface Line {
  at: number;
  text: string;
}

const bareLetter = /^(?:(?:final\s+)?(?:answer|option|choice|letter)\s+)?["'“‘([{<]*([A-Za-z])["'”’)\]}>]*[.,:;!]?$/i;
const labelled = /^(?:option\s+|choice\s+)?["'“‘([]*([A-Za-z])(?:[)\]"'”’]*[).:\]]|\s+[-–—])\s*(.+)$/i;
/** What opens a line of a list. */
const label = /^\(?([A-Z])[).:]\s+\S/;
const leadIn =
  /^(?:(?:so|thus|therefore|hence),?\s+)?(?:it is|it['’]s|that is|that['’]s|this is|i think|i believe|i would say)\s+(?:it is\s+|it['’]s\s+)?/i;

/**
 * Declarations by the shape of a line: a letter alone, a letter with its option's text, an option's text alone.
 * A list that restates several options declares none of them.
 */
export function declarationsByLine(text: string, options: readonly Option[]): Declaration[] {
  const lines = linesOf(text);
  const ticked = lines.flatMap((line) => tickedDeclaration(line, options));
  const verdict = openingVerdict(lines[0], options);
  const bare = lines.flatMap((line) => bareDeclaration(line, options));
  const isList = isOwnList(lines, options);
  const written = lines.flatMap((line, number) => (isList && label.test(line.text) ? [] : writtenDeclaration(line, number === 0, options)));
  const named = new Set(written.map((declaration) => declaration.letter));
  return named.size > 1 ? [...verdict, ...bare, ...ticked] : [...verdict, ...bare, ...ticked, ...written];
}

/** Whether lines list options of their own making, from A on: "A) True", "B) False". */
function isOwnList(lines: readonly Line[], options: readonly Option[]): boolean {
  const listed = lines.flatMap(({ text }) => label.exec(text)?.[1] ?? []);
  const isInOrder = (letter: string, place: number) => listed[place] === letter;
  return options.length > 1 && ["A", "B"].every(isInOrder);
}

function linesOf(text: string): Line[] {
  const all = [...text.matchAll(/[^\n]+/g)];
  const kept = all.length > mostLines ? [...all.slice(0, mostLines / 2), ...all.slice(-mostLines / 2)] : all;
  return kept.flatMap((match) => {
    const marks = /^[\s>#•-]*/.exec(match[0])?.[0].length ?? 0;
    const line = match[0].slice(marks).trim();
    return line === "" ? [] : [{ at: match.index + marks, text: line }];
  });
}

/** "No, a whale is a mammal." where the options are Yes and No. */
function openingVerdict(line: Line | undefined, options: readonly Option[]): Declaration[] {
  const word = /^(yes|no|true|false|maybe)(?=[,.;:!–—])/i.exec(line?.text ?? "")?.[1]?.toLowerCase();
  const named = options.find((option) => optionForm(option.text) === word);
  return line && named
    ? [{ at: line.at, letter: named.letter, reason: `It opens with the text of option ${named.letter}.`, form: "opened" }]
    : [];
}

/** "[x] C) Canberra" */
function tickedDeclaration({ at, text }: Line, options: readonly Option[]): Declaration[] {
  const rest = /^\[[xX✓✔]\]\s*(.+)$|^[✓✔☑✅]\uFE0F?\s*(.+)$/.exec(text);
  const naming = rest ? leadingChoice(rest[1] ?? rest[2] ?? "", options) : undefined;
  return naming ? [{ at, ...naming }] : [];
}

function bareDeclaration({ at, text }: Line, options: readonly Option[]): Declaration[] {
  const letter = bareLetter.exec(text)?.[1]?.toUpperCase();
  return letter ? [{ at, ...checkedAgainstText(letter, "", options) }] : [];
}

function writtenDeclaration(line: Line, isFirst: boolean, options: readonly Option[]): Declaration[] {
  const naming = labelledText(line.text, isFirst, options) ?? textAlone(line.text, options);
  return naming ? [{ at: line.at, ...naming }] : [];
}

/** "C) Paris", and at the very start also "C, because …" or "C. Every river …". */
function labelledText(line: string, isFirst: boolean, options: readonly Option[]): Naming | undefined {
  const match = labelled.exec(line) ?? /^([A-Z])(?=,|\s)[,\s]+(.+)$/.exec(line);
  const option = options.find(({ letter }) => letter === match?.[1]?.toUpperCase());
  const rest = match?.[2] ?? "";
  if (!option) return undefined;
  const form = optionForm(rest);
  const own = optionForm(option.text);
  const behind = own !== "" && form.startsWith(own) ? form.slice(own.length) : null;
  const naming = checkedAgainstText(option.letter, rest, options);
  if (behind === "") return naming;
  if (behind !== null && /^[^a-z0-9]/.test(behind) && !/^[\s,;]*\(?[a-z][).:]\s/.test(behind)) {
    // What the next sentence denies is another matter.
    return denies(behind.split(/[.!?]/)[0] ?? "") ? undefined : naming;
  }
  if (listsOthers(rest, option, options)) return undefined;
  const alternative = /[,;]\s*or\s+(?:option\s+)?\(?([A-Z])\)?[,).:;]/.exec(rest)?.[1];
  if (alternative !== undefined && alternative !== option.letter)
    return { letter: null, reason: `It names both ${option.letter} and ${alternative}.`, form: "opposed" };
  if (naming.letter === null) return naming;
  if (
    /^(?:because|since|(?:i['’]m|i am) (?:\w+ )?(?:sure|certain|confident)|i (?:think|believe|guess|suppose|would say)|i['’]d say|probably|most likely|definitely|for sure)\b/i.test(
      rest,
    )
  )
    return isFirst ? naming : undefined;
  const opens = labelled.test(line) && !/^(?:is|was|are|were|can|could|may|might|seems|would|does|has)\b/i.test(rest);
  return isFirst && opens && !denies(rest.split(/[.!?]/)[0] ?? "") ? naming : undefined;
}

function listsOthers(rest: string, own: Option, options: readonly Option[]): boolean {
  return [...rest.matchAll(/(?:^|[\s(])([A-Z])[).:]/g)].some(([, letter]) =>
    options.some((option) => option.letter === letter && letter !== own.letter),
  );
}

function textAlone(line: string, options: readonly Option[]): Naming | undefined {
  const lastSentence = line.split(/(?<=[.!?])\s+/).at(-1) ?? "";
  return (
    exactText(line, options) ??
    textWithLetter(line, options) ??
    exactText(line.replace(leadIn, ""), options) ??
    sentenceText(lastSentence, options)
  );
}

function sentenceText(sentence: string, options: readonly Option[]): Naming | undefined {
  return leadIn.test(sentence) ? exactText(sentence.replace(leadIn, ""), options) : undefined;
}
