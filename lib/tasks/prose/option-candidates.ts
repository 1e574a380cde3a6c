import type { Option } from "../options";
import { evidenceForNothing } from "./answer-evidence";
import { askedBy } from "./asked";
import { nothingKey } from "./candidates";
import { evidenceFor } from "./evidence";
import { findOptions, type OptionMention } from "./find-options";
import { shareOf, tokensOf, weighOptions } from "./option-words";
import { plainAnswer } from "./plain-answer";
import { passageOf, type Scene, sceneOf } from "./scene";
import type { Candidate } from "./weigh";

const mostMentions = 240;

/** The options as candidates, once as a whole and once for each place where the answer names them. */
export function optionCandidates(question: string, answer: string, options: readonly Option[], ruled: string | null): Candidate[] {
  const plain = plainAnswer(answer);
  const asked = askedBy(question);
  const weighed = weighOptions(options);
  let found: OptionMention[] = [];
  const scene = sceneOf(plain, asked, new Set(), ruled === null ? null : new Set([ruled]), (passages) => {
    found = findOptions(plain.text, passages, weighed, asked).slice(-mostMentions);
    return found;
  });
  const all = tokensOf(plain.text);
  const wholes = weighed.map((each) => ({ option: each.option, share: shareOf(each, all) }));
  const most = Math.max(...wholes.map(({ share }) => share));
  const lists = listedPlaces(scene, found);
  return [
    ...wholes.map(({ option, share }) => ({ key: option.letter, evidence: wholeEvidence(option, share, most, wholes, found, scene) })),
    ...found.map((one) => ({ key: one.key, evidence: [...evidenceFor(one, scene), ...namingEvidence(one, lists)] })),
    { key: nothingKey, evidence: nothingEvidence(scene, found).map((name) => `nothing: ${name}`) },
  ];
}

function nothingEvidence(scene: Scene, found: readonly OptionMention[]): string[] {
  const named = new Set(found.map(({ key }) => key));
  return [
    ...evidenceForNothing(scene),
    named.size === 0 ? "no-option-named" : "option-named",
    ...(named.size > 2 ? ["many-options-named"] : []),
  ];
}

function wholeEvidence(
  option: Option,
  share: number,
  most: number,
  wholes: readonly { share: number }[],
  found: readonly OptionMention[],
  scene: Scene,
): string[] {
  const own = found.filter(({ key }) => key === option.letter);
  const next = Math.max(0, ...wholes.filter((each) => each.share !== share).map((each) => each.share));
  const isTied = wholes.filter((each) => each.share === share).length > 1;
  const denied = (mentions: readonly OptionMention[]) =>
    mentions.some((one) => evidenceFor(one, scene).some((name) => /^(?:denied|denied-behind|clause-denied)$/.test(name)));
  const letters = [...new Set(found.map(({ key }) => key))].filter((key) => key !== option.letter);
  const othersDenied = letters.length > 0 && letters.every((letter) => denied(found.filter(({ key }) => key === letter)));
  return [
    "whole",
    own.length === 0 && "whole: never named",
    share === 0 && "whole: no word",
    share > 0 && share >= most && !isTied && "whole: most words",
    share > 0 && share >= most && isTied && "whole: most words, tied",
    share > next + 0.25 && "whole: far more words",
    share >= 0.4 && "whole: many words",
    share >= 0.7 && "whole: nearly all words",
    denied(own) && "whole: denied somewhere",
    own.length > 0 && !denied(own) && othersDenied && "whole: survives",
    own.length === 0 && letters.length === wholes.length - 1 && othersDenied && "whole: left unnamed",
    scene.ruled?.has(option.letter) === true && "whole: rules-read-it",
    scene.ruled !== null && !scene.ruled.has(option.letter) && "whole: rules-read-other",
  ].filter((name) => name !== false);
}

/** Sentences and lines that do nothing but restate options. */
function listedPlaces(scene: Scene, found: readonly OptionMention[]): Set<number> {
  const opening = found.filter(({ naming, start }) => {
    const place = passageOf(scene, { start, end: start, text: "", key: "", kind: "name" });
    return naming === "letter" && place !== undefined && start - place.at <= 3;
  });
  const letters = new Set(opening.map(({ key }) => key));
  return letters.size < 2 ? new Set() : new Set(opening.flatMap((one) => passageOf(scene, one)?.at ?? []));
}

function namingEvidence(one: OptionMention, lists: ReadonlySet<number>): string[] {
  const inList = [...lists].some((at) => one.start >= at && one.start - at < 200);
  return [
    `named by ${one.naming}`,
    ...(one.naming === "part" && one.share >= 0.6 ? ["most of the text"] : []),
    ...(one.naming === "part" && one.share >= 0.9 ? ["nearly all of the text"] : []),
    ...(one.isClear ? ["clear"] : ["unclear"]),
    ...(lists.size > 0 && inList ? ["in-list"] : []),
  ];
}
