import type { Option } from "../options";
import { evidenceForNothing } from "./answer-evidence";
import { askedBy } from "./asked";
import { evidenceFor } from "./evidence";
import { findOptions, type OptionMention } from "./find-options";
import { lineEvidence, listedPlaces, type NamedOption, namingEvidence, wholeEvidence } from "./option-evidence";
import { shareOf, tokensOf, weighOptions } from "./option-words";
import { plainAnswer } from "./plain-answer";
import { type Scene, sceneOf } from "./scene";
import { type Candidate, nothingKey } from "./weigh";

/** More mentions say nothing more. */
const mostMentions = 90;
/** What keeps a mention from being an assertion. */
const shutting = /^(?:denied|denied-behind|line-denies|clause-denied|question|supposed)$/;

/** What an answer says of the options. */
export interface OptionScene {
  /** The options, once as a whole and once for each place where the answer names them, and that it asserts none. */
  candidates: Candidate[];
  /** Letters of options of which some mention is neither denied, asked nor supposed, or which are not named at all. */
  open: ReadonlySet<string>;
  /** It says something beside naming options. */
  saysMore: boolean;
}

/**
 * Takes apart what an answer says of the options.
 * @param ruled the letter that the rules read; null where they read none
 */
export function optionScene(question: string, spoken: string, options: readonly Option[], ruled: string | null): OptionScene {
  const plain = plainAnswer(spoken);
  const asked = askedBy(question);
  const weighed = weighOptions(options);
  let found: OptionMention[] = [];
  const scene = sceneOf(plain, asked, new Set(), ruled === null ? null : new Set([ruled]), (passages) => {
    found = findOptions(plain.text, passages, weighed, asked).slice(-mostMentions);
    return found;
  });
  const named = found.map((mention): NamedOption => {
    const evidence = [...evidenceFor(mention, scene), ...lineEvidence(mention, plain.text)];
    return { mention, evidence, isShut: evidence.some((name) => shutting.test(name)) };
  });
  const all = tokensOf(plain.text);
  const shares = weighed.map((each) => shareOf(each, all));
  const lists = listedPlaces(scene, found);
  const isShut = ({ letter }: Option) => {
    const own = named.filter(({ mention }) => mention.key === letter);
    return own.length > 0 && own.every((one) => one.isShut);
  };
  return {
    candidates: [
      ...options.map((option, place) => ({ key: option.letter, evidence: wholeEvidence(option, place, shares, named, scene) })),
      ...named.map(({ mention, evidence }) => ({ key: mention.key, evidence: [...evidence, ...namingEvidence(mention, lists)] })),
      { key: nothingKey, evidence: nothingEvidence(scene, named).map((name) => `nothing: ${name}`) },
    ],
    open: new Set(options.filter((option) => !isShut(option)).map(({ letter }) => letter)),
    saysMore: (scene.passages.length > 1 || !/\?["')]*\s*$/.test(plain.text)) && saysMore(plain.text, found),
  };
}

function saysMore(text: string, found: readonly OptionMention[]): boolean {
  let rest = "";
  let from = 0;
  for (const { start, end, naming } of found) {
    if (naming === "part" || start < from) continue;
    rest += `${text.slice(from, start)} `;
    from = end;
  }
  return (`${rest}${text.slice(from)}`.match(/\p{L}{2,}|[\p{Script=Han}\p{Script=Hiragana}]/gu) ?? []).length >= 2;
}

function nothingEvidence(scene: Scene, named: readonly NamedOption[]): string[] {
  const letters = new Set(named.map(({ mention }) => mention.key));
  const open = new Set(named.filter(({ isShut }) => !isShut).map(({ mention }) => mention.key));
  return [
    ...evidenceForNothing(scene),
    letters.size === 0 ? "no-option-named" : "option-named",
    letters.size > 2 && "many-options-named",
    letters.size > 0 && open.size === 0 && "all-named-are-denied",
    open.size === 1 && "one-named-is-open",
  ].filter((name) => name !== false);
}
