import type { Option } from "../options";
import { optionScene } from "./option-scene";
import { inWords, nothingKey, sharesByKey, type Weights, weightOf } from "./weigh";
import weights from "./weights.json" with { type: "json" };

/** Which option an answer in prose asserts. */
export interface Assertion {
  /** Null where it commits to none. */
  letter: string | null;
  /** How likely the model holds each letter, and that it is none, 0 to 1; not calibrated. */
  shares: ReadonlyMap<string, number>;
  why: string;
}

const fitted: Weights = weights.options;

/**
 * Decides which option an answer in prose asserts, or that it commits to none: each place where it names an option by
 * letter, text or telling words is a candidate, and the likeliest option by learned weights wins. No gold is looked at.
 * @param spoken the answer without its thoughts
 * @param ruled the letter that the rules read; null where they read none
 * @param learned other weights than the fitted ones, to measure how well unseen answers are judged
 */
export function assertedOption(
  question: string,
  spoken: string,
  options: readonly Option[],
  ruled: string | null,
  learned: Weights = fitted,
): Assertion {
  const { candidates, open, saysMore } = optionScene(question, spoken, options, ruled);
  const shares = sharesByKey(candidates, learned);
  const [key = nothingKey] = [...shares].toSorted((one, other) => other[1] - one[1])[0] ?? [];
  if (key === nothingKey || !open.has(key) || !saysMore) return { letter: null, shares, why: "Its prose asserts no option." };
  const [best] = candidates
    .filter((candidate) => candidate.key === key)
    .toSorted((one, other) => weightOf(other, learned) - weightOf(one, learned));
  return { letter: key, shares, why: `Its prose asserts option ${key} (${inWords(best?.evidence ?? [], learned)}).` };
}
