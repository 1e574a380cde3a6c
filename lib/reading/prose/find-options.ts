import type { Option } from "../options";
import { plainMath } from "../values/plain-math";
import type { Asked } from "./asked";
import { clausesOf } from "./clauses";
import { findVerdicts } from "./find-verdicts";
import { shareOf, type Token, tokensOf, type WeighedOption } from "./option-words";
import type { Passage } from "./passages";
import type { Mention } from "./scene";

/** How a mention names its option. */
type Naming = "letter" | "text" | "part" | "verdict";

export interface OptionMention extends Mention {
  naming: Naming;
  /** How much of the option is said, 0 to 1. */
  share: number;
  /** No other option is said as much in the same place. */
  isClear: boolean;
}

const least = 0.34;

/** Where an answer names options, by letter, by text or by a part of the text that is theirs more than others'. */
export function findOptions(text: string, passages: readonly Passage[], weighed: readonly WeighedOption[], asked: Asked): OptionMention[] {
  const options = weighed.map(({ option }) => option);
  const texts = options.flatMap((option) => textPlaces(text, option));
  const tokens = tokensOf(text);
  const parts = passages.flatMap((passage) =>
    clausesOf(passage.text, passage.at).flatMap((clause) =>
      partPlaces(
        text,
        tokens.filter(({ start }) => start >= clause.at && start < clause.end),
        weighed,
      ),
    ),
  );
  const isNew = (part: Mention) => !texts.some((whole) => whole.key === part.key && whole.start < part.end && whole.end > part.start);
  const all = [
    ...letterPlaces(text, options),
    ...ordinalPlaces(text, options),
    ...texts,
    ...parts.filter(isNew),
    ...verdictPlaces(text, passages, options, asked),
  ];
  return all.toSorted((one, other) => one.start - other.start);
}

function mention(option: Option, start: number, end: number, text: string, naming: Naming, share: number, isClear: boolean): OptionMention {
  return {
    start,
    end,
    text: text.slice(start, end),
    key: option.letter,
    kind: naming === "letter" ? "formula" : "name",
    naming,
    share,
    isClear,
  };
}

function letterPlaces(text: string, options: readonly Option[]): OptionMention[] {
  const letters = /(?<![\p{L}\p{N}'-])[("'[]*([A-Z])(?![\p{L}\p{N}]|['-]\p{L}|\.\p{L}|\s?[=°+*^/])[)"'\]]*/gu;
  return [...text.matchAll(letters)].flatMap((match) => {
    const option = options.find(({ letter }) => letter === match[1]);
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 12);
    const isDressed = match[0].length > 1;
    const isWord = match[1] === "A" || match[1] === "I";
    if (option === undefined) return [];
    if (
      !isDressed &&
      isWord &&
      /^\s+[a-z]/.test(behind) &&
      !/^\s+(?:is|because|since|and|or|would|says|can|cannot|fits|seems|does|must)\b/.test(behind)
    )
      return [];
    if (!isDressed && /\b(?:vitamin|hepatitis|type|group|plan|point|class|grade|phase)\s$/i.test(text.slice(0, match.index))) return [];
    const at = match.index + match[0].indexOf(match[1] ?? "");
    return [mention(option, at, at + 1, text, "letter", 0, true)];
  });
}

const ordinals = ["first", "second", "third", "fourth", "fifth"];
const byPlace =
  /\b(?:(first|second|third|fourth|fifth|last) (?:one|option|choice|answer|statement|sentence|alternative|ending|continuation)|(?:number|option|choice|answer) ([1-9]))\b/gi;

/** "the second one", "number 3" */
function ordinalPlaces(text: string, options: readonly Option[]): OptionMention[] {
  return [...text.matchAll(byPlace)].flatMap((match) => {
    const word = match[1]?.toLowerCase();
    const place = word === undefined ? Number(match[2]) - 1 : ordinals.indexOf(word);
    const option = options[word === "last" ? options.length - 1 : place];
    return option === undefined ? [] : [mention(option, match.index, match.index + match[0].length, text, "letter", 0, true)];
  });
}

function textPlaces(text: string, option: Option): OptionMention[] {
  const form = (each: string) => each.toLowerCase().replace(/[\s"'`*]+/g, " ");
  const wanted = form(plainMath(option.text).replace(/\$/g, ""))
    .replace(/[.!\s]+$/, "")
    .replace(/^(?:the|an?) /, "")
    .trim();
  if (wanted === "") return [];
  const all = text
    .toLowerCase()
    .replace(/["'`*]/g, " ")
    .replace(/\s/g, " ");
  const found: OptionMention[] = [];
  for (let at = all.indexOf(wanted); at !== -1 && found.length < 40; at = all.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const isWhole =
      !/[\p{L}\p{N}]$/u.test(all.slice(0, at)) &&
      !/^[\p{L}\p{N}]/u.test(all.slice(end)) &&
      !(/^\d/.test(wanted) && /(?:[\d.,/^-]|\d )$/.test(all.slice(0, at))) &&
      !(/\d$/.test(wanted) && /^(?:[.,/]\d|\/)/.test(all.slice(end)));
    if (isWhole) found.push(mention(option, at, end, text, "text", 1, true));
  }
  return found;
}

function partPlaces(text: string, tokens: readonly Token[], weighed: readonly WeighedOption[]): OptionMention[] {
  const all = weighed.map((each) => ({ each, share: shareOf(each, tokens) }));
  const most = Math.max(...all.map(({ share }) => share));
  if (most < least) return [];
  return all.flatMap(({ each, share }) => {
    if (share < least || share < most - 0.25) return [];
    const own = tokens.filter(({ form }) => (each.weights.get(form) ?? 0) > 0.1);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      mention(each.option, first.start, last.end, text, "part", share, !all.some((other) => other.each !== each && other.share >= share)),
    ];
  });
}

/** Yes and no, where options begin with them. */
function verdictPlaces(text: string, passages: readonly Passage[], options: readonly Option[], asked: Asked): OptionMention[] {
  const yes = options.filter((option) => /^(?:yes|true|valid|correct)\b/i.test(option.text) && !/,\s*(?:true|false)\b/i.test(option.text));
  const no = options.filter(
    (option) => /^(?:no|false|invalid|incorrect)\b/i.test(option.text) && !/,\s*(?:true|false)\b/i.test(option.text),
  );
  if (yes.length + no.length === 0) return [];
  return findVerdicts(text, passages, asked).flatMap(({ start, end, key, kind }) =>
    (key === "v:yes" ? yes : no).map((option) => ({
      ...mention(option, start, end, text, "verdict", kind === "formula" ? 0.5 : 1, (key === "v:yes" ? yes : no).length === 1),
    })),
  );
}
