import { contentStems } from "../forms/shared-words";
import { type Clause, clausesOf } from "./clauses";
import type { Passage } from "./passages";
import { type Mention, passageOf, type Scene } from "./scene";

const openers: readonly [string, RegExp][] = [
  ["clause-but", /^(?:but|yet)/],
  ["clause-and", /^and/],
  ["clause-so", /^(?:so|therefore|thus|hence|then)/],
  ["clause-while", /^(?:while|whereas|though|although|even|unlike|with)/],
  ["clause-which", /^(?:which|who|where|when|as)/],
  ["clause-because", /^(?:because|since)/],
  ["clause-not", /^(?:not|rather|instead)/],
  ["clause-if", /^if/],
  ["clause-only", /^only/],
];

/** What the clause of a mention says of it, beside the other clauses. */
export function clauseMatchEvidence(mention: Mention, passage: Passage, scene: Scene): string[] {
  const clauses = clausesOf(passage.text, passage.at);
  const own = clauses.find(({ at, end }) => mention.start >= at && mention.start < end);
  if (own === undefined) return [];
  const share = overlapOf(own.text, scene);
  const rest = overlapOf(
    scene.answer.text.slice(own.at, mention.start) + scene.answer.text.slice(Math.min(mention.end, own.end), own.end),
    scene,
  );
  const others = clauses.filter((clause) => clause !== own).map((clause) => overlapOf(clause.text, scene));
  const before = scene.answer.text
    .slice(own.at, mention.start)
    .replace(/^(?:and|but|so|while|whereas|though|although|then|yet|because)\s+/i, "");
  const behind = scene.answer.text.slice(mention.end, own.end);
  const isSubject = before.trim().length <= 4 && /^["')\]]*\s+[a-z']{2,}/.test(behind);
  const best = bestElsewhere(mention, scene);
  return [
    ...openers.filter(([, pattern]) => pattern.test(own.opener)).map(([name]) => name),
    share === 0 && "clause-restates-nothing",
    share >= 0.34 && "clause-restates-third",
    share >= 0.6 && "clause-restates-most",
    share > 0 && share >= best && "clause-closest",
    share > best && "clause-strictly-closest",
    share < best && "other-clause-closer",
    share < best - 0.3 && "other-clause-much-closer",
    others.some((other) => other > share) && "sister-clause-closer",
    isSubject && "is-subject",
    isSubject && rest >= 0.34 && "is-subject-of-asked",
    isSubject && rest === 0 && "is-subject-of-other",
    !isSubject && rest >= 0.34 && "is-said-of-asked",
    !isSubject && rest === 0 && "is-said-of-other",
    /^(?:and |but |so |then |thus )?(?:it|he|she|they|that|this|there|these|we)\b/i.test(own.text.trim()) && "clause-pronoun",
    passageOpens(passage, /^(?:it|he|she|they|that|this|these|its|his|her)\b/i) && "sentence-pronoun",
    /\b(?:also|only|merely|just|later|earlier|previous|former(?:ly)?|second|next|other|another|runner|alone|too|once)\b/i.test(own.text) &&
      "clause-minor",
    /\b(?:most|first|main|largest|highest|actual|correct|real|final|official|true|exactly|indeed)\b/i.test(own.text) && "clause-major",
    /\b(?:would|could|might|may|should)\b/i.test(own.text) && "clause-would",
    /\b(?:not|never|n't|nor|neither|no|cannot|wrong|incorrect)\b|n't\b/i.test(own.text) && "clause-denied",
  ].filter((name) => name !== false);
}

function passageOpens(passage: Passage, pattern: RegExp): boolean {
  return pattern.test(passage.text.replace(/^(?:so|thus|and|but|therefore|hence),?\s+/i, ""));
}

function overlapOf(said: string, scene: Scene): number {
  const stems = contentStems(said);
  return scene.asked.stems.size === 0 ? 0 : [...scene.asked.stems].filter((stem) => stems.has(stem)).length / scene.asked.stems.size;
}

/** How much of the question the best clause with another value takes up. */
function bestElsewhere(mention: Mention, scene: Scene): number {
  const shares = scene.mentions
    .filter(({ key, kind }) => key !== mention.key && !scene.given.has(key) && kind !== "word")
    .map((rival) => clauseShare(rival, scene));
  return Math.max(0, ...shares);
}

const known = new WeakMap<Scene, Map<number, number>>();

function clauseShare(mention: Mention, scene: Scene): number {
  const kept = known.get(scene) ?? new Map<number, number>();
  known.set(scene, kept);
  const before = kept.get(mention.start);
  if (before !== undefined) return before;
  const passage = passageOf(scene, mention);
  const own = passage && clausesOf(passage.text, passage.at).find(({ at, end }: Clause) => mention.start >= at && mention.start < end);
  const share = own === undefined ? 0 : overlapOf(own.text, scene);
  kept.set(mention.start, share);
  return share;
}
