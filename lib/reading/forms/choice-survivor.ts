import type { Option } from "../options";
import { denies } from "./clause";
import { escapePattern } from "./escape-pattern";
import type { Naming } from "./leading-choice";
import { optionForm } from "./plain-text";

/** An endless answer is looked at from its end. Characters. */
const reach = 4_000;
/** Shorter texts stand anywhere by chance. Characters. */
const shortest = 3;
/** Of the question's words. */
const mostOfIt = 0.6;
const rejection =
  /\b(?:rul(?:ed?|ing) out|eliminat\w*|reject\w*|discard\w*|exclud\w*|unlikely|unrelated|implausible|doubtful|no\b(?! doubt)|less likely|unusual|instead|odd|strange|awkward|unnatural|too \w+)\b|[✗✘❌×]/i;
const supposition =
  /\b(?:if|whether|suppose|could|might|would(?! be)|tempting|considered|first thought|at first|some(?: people)? think|many(?: people)? think|often confused)\b/i;

const pointing =
  /\b(?:classic|typical|characteristic|suggest\w*|indicat\w*|consistent|compatible|points? to|diagnos\w+|hallmark)\b|^(?:so|thus|therefore|hence)\b/i;

interface Standing {
  option: Option;
  affirmed: boolean;
  denied: boolean;
}

/**
 * The one option that an answer speaks well of, where it denies all others that it speaks of: "Sinusitis does not cause a
 * stiff neck; meningitis does." Also the one that is left when all others are denied. Weaker than any declaration.
 * @param question its text; an option whose text stands in it is known by its letter only
 */
export function survivingOption(text: string, options: readonly Option[], question: string): Naming | undefined {
  const clauses = clausesOf(text.slice(-reach));
  const standings = options.map((option) => standingOf(option, options, clauses, question));
  const denied = standings.filter((standing) => standing.denied);
  const open = standings.filter((standing) => standing.affirmed && !standing.denied);
  const [only] = open;
  if (only && open.length === 1 && (denied.length > 0 || isProminent(only.option, clauses, question)))
    return { letter: only.option.letter, reason: `It speaks for option ${only.option.letter} alone.`, form: "concluded" };
  const left = standings.filter((standing) => !standing.denied);
  const [last] = left;
  if (last && left.length === 1 && options.length > 2)
    return { letter: last.option.letter, reason: `It rules out all options but ${last.option.letter}.`, form: "concluded" };
  return undefined;
}

/** Named where an answer opens or ends, in words that take up the question. */
function isProminent(option: Option, clauses: readonly string[], question: string): boolean {
  const ends = [clauses[0] ?? "", clauses.at(-1) ?? ""];
  const label = new RegExp(`^(?:the )?(?:option|choice|answer) \\(?${escapePattern(option.letter)}\\)? `, "i");
  const isPaired = (clause: string) => clause.toLowerCase().includes(`${optionForm(option.text)} (${option.letter.toLowerCase()})`);
  return ends.some(
    (clause) =>
      names(clause, option, question) && (pointing.test(clause) || isPaired(clause) || label.test(clause) || echoOf(clause, question) > 0),
  );
}

/** The option that alone is named in a first clause which takes up most of the question. */
export function answeringOption(text: string, options: readonly Option[], question: string): Naming | undefined {
  const [first = ""] = clausesOf(text.slice(0, reach));
  const named = options.filter((option) => names(first, option, question));
  const [only, ...others] = named;
  if (!only || others.length > 0 || echoOf(first, question) < mostOfIt || denies(first) || supposition.test(first)) return undefined;
  return { letter: only.letter, reason: `It answers the question with the text of option ${only.letter}.`, form: "concluded" };
}

/** Share of the question's words that a clause takes up, 0 to 1. */
function echoOf(clause: string, question: string): number {
  const asked = new Set(question.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  for (const word of ["which", "what", "that", "this", "with", "from", "following", "does"]) asked.delete(word);
  const said = new Set(clause.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  return asked.size === 0 ? 0 : [...asked].filter((word) => said.has(word)).length / asked.size;
}

function clausesOf(text: string): string[] {
  return text
    .split(
      /(?<=[.!?;])\s+|(?<=\S+ \S+ \S+ \S+:)\s+|(?<=^(?:although|though|even though|while)\b[^,]*),\s+|\n+|,\s+(?=(?:but|while|whereas|though|although|and not|not|rather than|instead of|so|hence|thus|therefore)\b)|\s+(?=(?:but|while|whereas)\b)/i,
    )
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
}

function standingOf(option: Option, options: readonly Option[], clauses: readonly string[], question: string): Standing {
  const standing = { option, affirmed: false, denied: false };
  for (const clause of clauses) {
    if (!names(clause, option, question)) continue;
    // In "A, B and C: no" the words behind the letters tell; an option's own words deny nothing.
    const words = options.reduce((rest, { text }) => rest.replaceAll(text, " "), clause);
    if (denies(words) || rejection.test(words) || /^(?:although|though|even though|while)\b/i.test(words)) standing.denied = true;
    else if (!supposition.test(words) && !/\?$/.test(words)) standing.affirmed = true;
  }
  return standing;
}

function names(clause: string, option: Option, question: string): boolean {
  const sign = escapePattern(option.letter);
  const letter = new RegExp(
    `(?:^|[\\s(\\["'])(?:option\\s+)?\\(${sign}\\)|^\\W*(?:option\\s+|choice\\s+)?${sign}[).:]|\\b(?:option|choice|answer)s?\\s+${sign}\\b|(?:^|[\\s,])${sign}(?=,\\s|\\s+(?:and|or|nor)\\s+\\(?[A-Z]\\b)|\\b(?:and|or|nor)\\s+${sign}(?![\\w'’])`,
  );
  if (letter.test(clause)) return true;
  const form = optionForm(option.text).replace(/^(?:he|she|it|they|the author) (?=\S+ \S)/, "");
  if (form.length < shortest || isWithin(optionForm(question), form)) return false;
  return isWithin(optionForm(clause), form);
}

function isWithin(text: string, form: string): boolean {
  for (let place = text.indexOf(form); place !== -1; place = text.indexOf(form, place + 1)) {
    const isPart =
      /[\p{L}\p{N}]$|\d[.,/]$/u.test(text.slice(0, place)) || /^(?:[\p{L}\p{N}]|[.,/]\d)/u.test(text.slice(place + form.length));
    if (!isPart) return true;
  }
  return false;
}
