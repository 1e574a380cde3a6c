import type { Option } from "../options";
import { plainMath } from "../values/plain-math";
import { stem } from "./asked";
import { findNumbers } from "./find-numbers";

/** A word or value of a text, in the form in which options are compared. */
export interface Token {
  form: string;
  start: number;
  end: number;
}

/** An option with how much each of its words tells it from the others. */
export interface WeighedOption {
  option: Option;
  weights: ReadonlyMap<string, number>;
  total: number;
}

/** Telling words that together are as good as the whole of an option, by their weight. */
const enough = 2.2;
const empty = new Set(
  "the a an of to in on at by for with and or is are was were be been it its this that these those he she they his her their as from into than then there will would can could may might must has have had do does did not no so if but which who what when where while because about also only very more most such any all some each other".split(
    " ",
  ),
);

/** The words and numbers of a plain text that carry matter. */
export function tokensOf(text: string): Token[] {
  const numbers = findNumbers(text).map(({ key, start, end }) => ({ form: key, start, end }));
  const words = [...text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)].flatMap((match) => {
    const start = match.index;
    const said = match[0].normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    if (empty.has(said) || numbers.some((number) => start >= number.start && start < number.end)) return [];
    return [{ form: formOf(said), start, end: start + match[0].length }];
  });
  return [...numbers, ...words].toSorted((one, other) => one.start - other.start);
}

function formOf(word: string): string {
  return word.length > 4 ? stem(word.replace(/(?:ing|ed|ly|tion|s)$/, "")).slice(0, 5) : word;
}

/** What tells each option from the others: words that few of them share weigh most. */
export function weighOptions(options: readonly Option[]): WeighedOption[] {
  const forms = options.map(({ text }) => new Set(tokensOf(plainMath(text)).map(({ form }) => form)));
  const among = (form: string) => forms.filter((each) => each.has(form)).length;
  return options.map((option, place) => {
    const weights = new Map(
      [...(forms[place] ?? [])].map((form) => [form, Math.log(1 + options.length / among(form)) - Math.log(2) + 0.05] as const),
    );
    return { option, weights, total: [...weights.values()].reduce((sum, weight) => sum + weight, 0) };
  });
}

/** How much of an option stands in some tokens, 0 to 1. */
export function shareOf(option: WeighedOption, tokens: readonly Token[]): number {
  const here = new Set(tokens.map(({ form }) => form));
  const found = [...option.weights].reduce((sum, [form, weight]) => sum + (here.has(form) ? weight : 0), 0);
  return option.total === 0 ? 0 : Math.min(1, found / Math.min(option.total, enough));
}
