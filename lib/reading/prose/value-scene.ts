import { meansTheSame } from "../values/comparable-value";
import { plainMath } from "../values/plain-math";
import { evidenceForNothing } from "./answer-evidence";
import { askedBy, type Kind } from "./asked";
import { evidenceFor } from "./evidence";
import { findFormulas } from "./find-formulas";
import { placesOf, wantedOf } from "./find-golds";
import { findNames } from "./find-names";
import { findNumbers } from "./find-numbers";
import { findVerdicts } from "./find-verdicts";
import type { Passage } from "./passages";
import { plainAnswer } from "./plain-answer";
import { type Mention, type Scene, sceneOf } from "./scene";
import { type Candidate, nothingKey } from "./weigh";

/** Key of every mention that means a gold answer. */
export const goldKey = "gold";
/** More mentions say nothing more. */
const mostMentions = 240;

/** An answer taken apart around the golds and their rivals: other values of the golds' kind. */
export function valueScene(question: string, spoken: string, golds: readonly string[], ruled: string | null = null): Scene {
  const plain = plainAnswer(spoken);
  const asked = askedBy(question);
  const wanted = golds.map(wantedOf);
  const kinds = new Set(wanted.map(({ kind }) => kind));
  const asking = plainMath(question);
  // A name that the question asks about is no answer, unless it is one of those to choose from; one of its passage may be.
  const named = findNames(plainMath(asked.text), kinds.has("word"));
  const isOffered = /\bor\b/i.test(asked.text);
  const given = new Set([...findNumbers(asking), ...(isOffered ? [] : named)].map(({ key }) => key));
  const isGold = (key: string) => wanted.some(({ keys }) => keys.has(key));
  const goldGiven = [...given].some(isGold) || wanted.some((one) => placesOf(one, asking).length > 0);
  if (goldGiven) given.add(goldKey);
  return sceneOf(plain, { ...asked, kind: asked.kind ?? onlyKind(kinds) }, given, ruledKeys(ruled, golds, isGold), (passages) => {
    const rivals = rivalsOf(plain.text, passages, kinds, asked).filter(
      (one) => one.kind === "number" || one.kind === "formula" || !given.has(one.key) || isGold(one.key),
    );
    const places = wanted.flatMap((one) => placesOf(one, plain.text)).map((place) => ({ ...place, key: goldKey }));
    const own = rivals.map((rival) => (isGold(rival.key) ? { ...rival, key: goldKey } : rival));
    return together(places, own).slice(-mostMentions);
  });
}

/** The mentions of an answer as candidates, and behind them that it commits to nothing. */
export function candidatesOf(scene: Scene): Candidate[] {
  return [
    ...scene.mentions.map((mention) => ({ key: mention.key, evidence: evidenceFor(mention, scene) })),
    { key: nothingKey, evidence: evidenceForNothing(scene).map((name) => `nothing: ${name}`) },
  ];
}

function ruledKeys(ruled: string | null, golds: readonly string[], isGold: (key: string) => boolean): Set<string> | null {
  if (ruled === null) return null;
  const keys = wantedOf(ruled).keys;
  const isRight = [...keys].some(isGold) || golds.some((gold) => meansTheSame(ruled, gold));
  return isRight ? new Set([goldKey]) : new Set(keys);
}

function onlyKind(kinds: ReadonlySet<Kind>): Kind | null {
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : null;
}

function rivalsOf(text: string, passages: readonly Passage[], kinds: ReadonlySet<Kind>, asked: ReturnType<typeof askedBy>): Mention[] {
  const has = (...among: Kind[]) => among.some((kind) => kinds.has(kind));
  return [
    ...(has("number", "formula", "year", "time")
      ? findNumbers(text).filter((one) => !kinds.has("year") || kinds.size > 1 || /^\d{3,4}$/.test(one.text.replace(",", "")))
      : []),
    ...(has("formula") ? findFormulas(text) : []),
    ...(has("verdict") ? findVerdicts(text, passages, asked) : []),
    ...(has("name", "word") ? findNames(text, has("word")) : []),
  ];
}

/** Without rivals that are a part of a gold's place, or the same place said twice. */
function together(places: readonly Mention[], rivals: readonly Mention[]): Mention[] {
  const golds = [...places, ...rivals.filter(({ key }) => key === goldKey)];
  const others = rivals.filter(
    ({ key, start, end }) =>
      key !== goldKey && !golds.some((gold) => start < gold.end && end > gold.start && end - start <= gold.end - gold.start),
  );
  const distinct = golds.filter(
    (gold, place) => !golds.some((other, at) => at < place && other.start < gold.end && other.end > gold.start),
  );
  return [...distinct, ...others].toSorted((one, other) => one.start - other.start);
}
