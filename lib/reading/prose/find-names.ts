import { stem } from "./asked";
import type { Mention } from "./scene";

const capital = "\\p{Lu}[\\p{L}\\p{N}.'’-]*[\\p{L}\\p{N}]|\\p{Lu}\\.?";
const run = new RegExp(
  `(?:${capital})(?:[ -](?:(?:of|de|da|di|del|la|le|van|von|der|den|of the|bin|al|du|des|e|y) )*(?:${capital}))*`,
  "gu",
);
const quoted = /"([^"\n]{2,60})"/g;
const word = /(?<![\p{L}\p{N}'-])\p{Ll}[\p{Ll}-]{2,}(?![\p{L}\p{N}'])/gu;
/** What stands before a word that may be an answer. */
const slot =
  /(?:\b(?:is|are|was|were|be|called|named|by|as|say|says|means|it's|that's|not|or|and|than|of|to|become|becomes|makes|make|gives|at|in|with|into|from)|[:,(])\s+(?:an?\s|the\s|its\s|his\s|her\s|their\s|some\s)?(?:\p{Ll}+\s)?$|(?:^|[.!?\n]\s*)(?:the|an?)\s(?:\p{Ll}+\s)?$/iu;
/** Words that begin sentences, or carry no matter. */
const plainWords = new Set(
  "the a an in on at by to of for from with and or but so as if it its this that these those he she they we i you his her their there here what when where which who how why because since while although though however therefore thus hence then now first second third next finally also both all some many most each every no not yes one two three let's okay well answer final question passage according based given after before during between about over under into out up down is are was were be been has have had do does did can could will would should may might must than such other another same only just even still very more less much few my our your me him us them let sure correct right wrong true false indeed actually originally since until once above below sorry unfortunately step note recall remember using using if's it's that's i'm i'd we'll they're isn't doesn't wasn't don't didn't hmm oh wait hold looking reading think thinking believe know known called named means mean make made take took get got give gives given say says said show shows see seen come comes goes went become became use used find found look looks want need needs like way thing things something someone anyone everyone people person time year years day part kind type name word words fact case point part text sentence clear clearly likely probably perhaps maybe often usually always never already again later earlier ago own back off through without within along around against per via rather instead quite".split(
    " ",
  ),
);

/** Names, quoted words and, where words are asked for, every word that carries matter. */
export function findNames(text: string, withWords: boolean): Mention[] {
  const names = [...text.matchAll(run)].flatMap((match) => nameOf(match[0], match.index));
  const quotes = [...text.matchAll(quoted)].map((match) => mentionOf(match[1] ?? "", match.index + 1, "name" as const));
  const single = withWords
    ? [...text.matchAll(word)]
        .filter((match) => !plainWords.has(match[0]) && slot.test(text.slice(Math.max(0, match.index - 50), match.index)))
        .map((match) => mentionOf(match[0], match.index, "word" as const))
    : [];
  return [...names, ...quotes, ...single].filter(({ key }) => key !== "w:").toSorted((one, other) => one.start - other.start);
}

/** The words of a text in which names are compared, each with its place: small letters, no accents, no articles. */
export function wordsIn(text: string): { word: string; start: number; end: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].flatMap((match) => {
    const plain = match[0].normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    if (plain === "" || /^(?:the|an?|s)$/.test(plain)) return [];
    return [{ word: plain, start: match.index, end: match.index + match[0].length }];
  });
}

/** Key of a name or a phrase. */
export function phraseKey(text: string): string {
  return `w:${wordsIn(text)
    .map(({ word: each }) => (each.length > 3 ? stem(each) : each))
    .join(" ")}`;
}

function nameOf(said: string, at: number): Mention[] {
  const opening = /^[\p{L}'’]+/u.exec(said)?.[0] ?? "";
  if (!plainWords.has(opening.toLowerCase())) return [mentionOf(said.replace(/'s$/, ""), at, "name")];
  const rest = said.slice(opening.length);
  const gap = rest.length - rest.trimStart().length;
  const left = rest.trim();
  return left === "" || !/^\p{Lu}/u.test(left) ? [] : nameOf(left, at + opening.length + gap);
}

function mentionOf(said: string, start: number, kind: "name" | "word"): Mention {
  return { start, end: start + said.length, text: said, key: phraseKey(said), kind };
}
