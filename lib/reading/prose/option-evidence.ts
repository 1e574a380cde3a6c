import type { Option } from "../options";
import type { OptionMention } from "./find-options";
import { passageOf, type Scene } from "./scene";

/** A place where an option is named, with what speaks for it. */
export interface NamedOption {
  mention: OptionMention;
  evidence: readonly string[];
  /** It is denied, asked or supposed there. */
  isShut: boolean;
}

/** What speaks for an option over the whole answer. */
export function wholeEvidence(
  option: Option,
  place: number,
  shares: readonly number[],
  named: readonly NamedOption[],
  scene: Scene,
): string[] {
  const share = shares[place] ?? 0;
  const others = shares.filter((_, at) => at !== place);
  const next = Math.max(0, ...others);
  const own = named.filter(({ mention }) => mention.key === option.letter);
  const isDenied = own.some(({ isShut }) => isShut);
  const letters = [...new Set(named.map(({ mention }) => mention.key))].filter((key) => key !== option.letter);
  const othersDenied =
    letters.length > 0 && letters.every((letter) => named.some(({ mention, isShut }) => isShut && mention.key === letter));
  return [
    "whole",
    own.length === 0 && "whole: never named",
    share === 0 && "whole: no word",
    share > 0 && share > next && "whole: most words",
    share > 0 && share === next && "whole: most words, tied",
    share > next + 0.25 && "whole: far more words",
    share >= 0.4 && "whole: many words",
    share >= 0.7 && "whole: nearly all words",
    isDenied && "whole: denied somewhere",
    own.length > 0 && !isDenied && othersDenied && "whole: survives",
    own.length === 0 && letters.length === others.length && othersDenied && "whole: left unnamed",
    scene.ruled?.has(option.letter) === true && "whole: rules-read-it",
    scene.ruled !== null && !scene.ruled.has(option.letter) && "whole: rules-read-other",
  ].filter((name) => name !== false);
}

/** Offsets of the sentences and lines that begin with an option's letter, where there are several. */
export function listedPlaces(scene: Scene, found: readonly OptionMention[]): Set<number> {
  const opening = found.flatMap((mention) => {
    const passage = mention.naming === "letter" ? passageOf(scene, mention) : undefined;
    return passage !== undefined && mention.start - passage.at <= 3 ? [{ key: mention.key, at: passage.at }] : [];
  });
  const letters = new Set(opening.map(({ key }) => key));
  return new Set(letters.size < 2 ? [] : opening.map(({ at }) => at));
}

const denying =
  /(?:[✗✘❌]|\b(?:incorrect|wrong|false|no|nonsense|implausible|not|out|ruled out|eliminated|irrelevant)\b[^.\n]{0,25}[.!]?)\s*$/i;
const affirming = /(?:[✓✔✅]|\b(?:correct|right|true|plausible|yes|fits|the answer|the best|works)\b[^.\n]{0,15}[.!]?)\s*$/i;

/** What a line that begins with an option says of it at its end: "- B: 'is' is singular. Incorrect." */
export function lineEvidence(mention: OptionMention, text: string): string[] {
  const from = text.lastIndexOf("\n", mention.start) + 1;
  const to = text.indexOf("\n", mention.end);
  const line = text.slice(mention.end, to === -1 ? text.length : to);
  if (mention.start - from > 12 || (from === 0 && to === -1)) return [];
  if (denying.test(line)) return ["line-denies"];
  return affirming.test(line) ? ["line-affirms"] : ["line-of-list"];
}

/** How far behind the beginning of a listed option a mention still belongs to it. Characters. */
const listReach = 200;

/** How a mention names its option. */
export function namingEvidence(mention: OptionMention, lists: ReadonlySet<number>): string[] {
  const isPart = mention.naming === "part";
  const inList = [...lists].some((at) => mention.start >= at && mention.start - at < listReach);
  return [
    `named by ${mention.naming}`,
    isPart && mention.share >= 0.6 && "most of the text",
    isPart && mention.share >= 0.9 && "nearly all of the text",
    mention.isClear ? "clear" : "unclear",
    inList && "in-list",
  ].filter((name) => name !== false);
}
