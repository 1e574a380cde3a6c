import { comparableValue } from "../values/comparable-value";
import { plainMath } from "../values/plain-math";
import type { Kind } from "./asked";
import { phraseKey, wordsIn } from "./find-names";
import { findNumbers, numberKey, timeKey } from "./find-numbers";
import { verdictKey } from "./find-verdicts";
import type { Mention } from "./scene";

/** A value to be looked for. */
export interface Wanted {
  value: string;
  kind: Kind;
  /** Keys of mentions that mean it. */
  keys: ReadonlySet<string>;
}

/** What kind of value a gold answer is, and by which keys its mentions are known. */
export function wantedOf(gold: string): Wanted {
  const value = plainMath(gold.replace(/\$/g, ""))
    .replace(/^\\?[([]?\s*text\{(.*)\}$/, "$1")
    .trim();
  const time = /^(\d{1,2}):(\d{2})(?:\s?[ap]\.?m\.?)?$/i.exec(value);
  if (time) return { value, kind: "time", keys: new Set([timeKey(time[1] ?? "", time[2] ?? "")]) };
  const verdict = verdictKey(value);
  if (verdict !== null) return { value, kind: "verdict", keys: new Set([verdict]) };
  const number = numberKey(comparableValue(gold)) ?? numberKey(value) ?? measured(value);
  if (number !== null) {
    const isPercent = /%|percent/.test(value);
    const parts = isPercent ? numberKey(`${number.slice(2)}/100`) : null;
    return {
      value,
      kind: /^(?:1\d|20)\d{2}$/.test(value) ? "year" : "number",
      keys: new Set([number, ...(parts === null ? [] : [parts])]),
    };
  }
  const isFormula =
    /[\^=<>≤≥∪∩√π∞+*\\{}|]|\d[a-z]\b|^[([].*[)\]]$|-\d|sqrt|^-?[a-z]$/i.test(value) && !/\p{L}{4,}/u.test(value.replace(/sqrt/g, ""));
  if (isFormula || /^[-\d\s.,/]+$/.test(value))
    return { value, kind: "formula", keys: new Set(factorOrders(compact(value).text).map((each) => `f:${each}`)) };
  return { value, kind: /\p{Lu}/u.test(value) ? "name" : "word", keys: new Set([phraseKey(value)]) };
}

/** "2(x+3)(x-3)" in every order of its factors. */
function factorOrders(product: string): string[] {
  const [, lead = "", rest = ""] = /^(-?\d*[a-z]?)((?:\([^()]+\)){2,3})$/.exec(product) ?? [];
  const factors = rest.match(/\([^()]+\)/g) ?? [];
  const orders = (left: readonly string[]): string[][] =>
    left.length < 2
      ? [[...left]]
      : left.flatMap((one, place) => orders(left.filter((_, at) => at !== place)).map((more) => [one, ...more]));
  return factors.length === 0 ? [product] : orders(factors).map((order) => `${lead}${order.join("")}`);
}

/** "2.5 hours" */
function measured(value: string): string | null {
  const [first, second] = findNumbers(value);
  return first?.start === 0 && second === undefined && /^\s*[\p{L}°/²³^\d%]+(?: [\p{L}]+)?\.?$/u.test(value.slice(first.end))
    ? first.key
    : null;
}

/** Places of a phrase, of a formula or of a list's members that stand together; numbers and verdicts are found by their keys. */
export function placesOf(wanted: Wanted, text: string): Mention[] {
  const key = [...wanted.keys][0] ?? "";
  if (wanted.kind === "formula")
    return [...[...wanted.keys].flatMap((each) => formulaPlaces(each.slice(2), text, key)), ...listPlaces(wanted, text, key)];
  if (wanted.kind !== "name" && wanted.kind !== "word") return [];
  return [...phrasePlaces(wanted, text, key), ...listPlaces(wanted, text, key)];
}

function phrasePlaces({ value, kind }: Wanted, text: string, key: string): Mention[] {
  const own = wordsIn(value).map(({ word }) => word);
  const all = wordsIn(text);
  if (own.length === 0) return [];
  return all.flatMap((first, place) => {
    const isHere = own.every((word, offset) => sameWord(all[place + offset]?.word, word, own.length));
    const last = all[place + own.length - 1];
    if (
      !isHere ||
      last === undefined ||
      /\n|[.!?;]\s/.test(text.slice(first.end, last.start).replace(/\b\p{Lu}\w?\.|\b(?:st|dr|mr|mrs)\./giu, ""))
    )
      return [];
    return [{ start: first.start, end: last.end, text: text.slice(first.start, last.end), key, kind }];
  });
}

function sameWord(said: string | undefined, wanted: string, among: number): boolean {
  if (said === undefined) return false;
  if (said === wanted) return true;
  return among === 1 && wanted.length > 3 && (said === `${wanted}s` || wanted === `${said}s`);
}

function compact(text: string): { text: string; places: number[] } {
  const places: number[] = [];
  let plain = "";
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (/[\s{}]/.test(sign)) continue;
    plain += sign.toLowerCase();
    places.push(at);
  }
  return { text: plain, places };
}

function formulaPlaces(value: string, text: string, key: string): Mention[] {
  const bare = value.replace(/^[a-zA-Z](?:\([a-z]\))?\s*=\s*/, "");
  const wanted = compact(bare).text;
  const { text: all, places } = compact(text);
  const found: Mention[] = [];
  for (let at = all.indexOf(wanted); wanted !== "" && at !== -1 && found.length < 50; at = all.indexOf(wanted, at + 1)) {
    const start = places[at] ?? 0;
    const end = (places[at + wanted.length - 1] ?? 0) + 1;
    if (isWhole(text, start, end)) found.push({ start, end, text: text.slice(start, end), key, kind: "formula" });
  }
  return found;
}

function isWhole(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 3), start);
  const behind = text.slice(end, end + 8);
  if (/[\w^.]$/.test(before) && !/\D\.$/.test(before)) return false;
  if (/[+*/^(-]\s?$/.test(before) && !/\w - $|: - $|^\s*- $/.test(before)) return false;
  return !/^(?:[\w^]|\s?[*/^]\s?[\w(]|\s?[+-]\s?[\d(]|\s?[+-]\s?[a-z]\b|\.\d|\()/i.test(behind);
}

/** All members within one sentence, in any order. */
function listPlaces({ value, kind }: Wanted, text: string, key: string): Mention[] {
  const members = value
    .replace(/[{}]/g, "")
    .split(/\s*[,;]\s*(?:and |or )?|\s+(?:and|or|&)\s+/)
    .map((each) => each.replace(/^[a-z]\s*=\s*/, "").trim());
  if (members.length < 2 || members.some((member) => member === "") || /^[([].*[)\]]$/.test(value)) return [];
  return [...text.matchAll(/[^\n]+?(?:[.!?](?=\s)|$|\n)/g)].flatMap((line) => {
    const spans = members.map((member) => memberPlaces(member, kind, line[0]));
    if (spans.some((places) => places.length === 0)) return [];
    const last = spans.map((places) => places.at(-1) ?? { start: 0, end: 0 });
    const start = Math.min(...last.map((span) => span.start));
    const end = Math.max(...last.map((span) => span.end));
    if (end - start > value.length + 40) return [];
    return [{ start: line.index + start, end: line.index + end, text: line[0].slice(start, end), key, kind }];
  });
}

function memberPlaces(member: string, kind: Kind, text: string): Mention[] {
  const number = numberKey(member);
  if (number !== null) return findNumbers(text).filter(({ key }) => key === number);
  return kind === "formula" ? formulaPlaces(member, text, "") : phrasePlaces({ value: member, kind, keys: new Set() }, text, "");
}
