import type { Mention, Scene } from "./scene";
import { candidatesOf, goldKey, valueScene } from "./value-scene";
import { inWords, nothingKey, sharesByKey, type Weights, weightOf } from "./weigh";
import weights from "./weights.json" with { type: "json" };

/** Whether an answer in prose states a gold answer as its own. */
export interface Statement {
  states: boolean;
  /** How likely the model holds that it says what `said` says, 0 to 1; not calibrated. */
  likelihood: number;
  /** What the answer states, as it wrote it: a gold answer or another value of its kind; null where it commits to none. */
  said: string | null;
  /** It mentions a gold answer at all. */
  isNamed: boolean;
  why: string;
  /** What of the answer tells how easily that is wrong. */
  traits: readonly string[];
}

const fitted: Weights = weights.values;
const sure = 0.5;
/** Passages of an answer that is more than a few sentences. */
const many = 4;

/**
 * Decides whether an answer in prose states one of the golds as its answer, or only mentions it: every value of the golds'
 * kind that it mentions is a candidate, "it commits to none" is another, and the likeliest by learned weights wins.
 * @param spoken the answer without its thoughts
 * @param ruled what the rules read without looking at the golds; null where they read nothing
 * @param learned other weights than the fitted ones, to measure how well unseen answers are judged
 */
export function statesAnswer(
  question: string,
  spoken: string,
  golds: readonly string[],
  ruled: string | null,
  learned: Weights = fitted,
): Statement {
  const scene = valueScene(question, spoken, golds, ruled);
  const candidates = candidatesOf(scene).map(({ key, evidence }) => ({
    key,
    evidence: key === goldKey ? [...evidence, "asked-for"] : evidence,
  }));
  const all = sharesByKey(candidates, learned);
  const gold = all.get(goldKey) ?? 0;
  const states = gold > sure && candidates.some(({ key, evidence }) => key === goldKey && !isUncommitted(evidence));
  const [key = nothingKey, share = 0] = [...all].toSorted((one, other) => other[1] - one[1])[0] ?? [];
  const place = bestPlace(scene.mentions, candidates, states ? goldKey : key, learned);
  const mention = place === -1 ? undefined : scene.mentions[place];
  const isNamed = all.has(goldKey);
  if (mention === undefined || (!states && (key === nothingKey || key === goldKey || share < sure))) {
    const why = isNamed ? "It mentions the answer without giving it." : "Its prose never gives the answer.";
    return { states: false, likelihood: all.get(nothingKey) ?? 0, said: null, isNamed, why, traits: traitsOf(scene, null) };
  }
  const evidence = candidates[place]?.evidence ?? [];
  const why = `Its prose says “${mention.text}” (${inWords(evidence, learned)}).`;
  return { states, likelihood: states ? gold : share, said: mention.text, isNamed, why, traits: traitsOf(scene, states ? goldKey : key) };
}

/** "Some say 2" and "2 or 3" state nothing, however likely the weights hold it. */
function isUncommitted(evidence: readonly string[]): boolean {
  const isOneOfTwo = evidence.includes("among-rivals") && (evidence.includes("before-or") || evidence.includes("behind-or"));
  return isOneOfTwo || evidence.includes("hearsay");
}

function bestPlace(mentions: readonly Mention[], candidates: ReturnType<typeof candidatesOf>, key: string, learned: Weights): number {
  let best = -1;
  for (const [place, mention] of mentions.entries()) {
    const [one, other] = [candidates[place], candidates[best]];
    if (mention.key === key && one && (other === undefined || weightOf(one, learned) > weightOf(other, learned))) best = place;
  }
  return best;
}

/**
 * What of an answer tells how easily it is misjudged: other new values beside what it says, what the rules read, the kind of
 * question.
 * @param said key of what it says; null where it commits to nothing
 */
function traitsOf({ mentions, given, ruled, asked, passages }: Scene, said: string | null): string[] {
  const own = mentions.filter(({ key }) => key === said);
  const first = own[0];
  const rivals = mentions.filter(({ key }) => key !== said && !given.has(key));
  const [isRight, isOther] = [ruled?.has(goldKey) === true, ruled !== null && !ruled.has(goldKey)];
  return [
    rivals.length > 0 && "rival",
    new Set(rivals.map(({ key }) => key)).size === 1 && "one-rival",
    first !== undefined && rivals.some(({ start }) => start < first.start) && "rival-before",
    isRight && "rules-read-gold",
    isOther && "rules-read-other",
    asked.kind === "verdict" && "asks-verdict",
    passages.length >= many && "many-sentences",
  ].filter((name) => name !== false);
}
