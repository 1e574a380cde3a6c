import type { Weights } from "../weigh";
import { examplesOf, isProse, type Labelled } from "./examples";
import { type Example, fitWeights } from "./fit";
import { labelledSets } from "./labelled-sets";
import { optionExamples } from "./option-examples";
import { madeAnswers } from "./templates";

/** Pull of the weights towards zero. */
const penalty = 2;
/** Sets that the rules were tuned on: what the rules read there says nothing of how well they read what they have not seen. */
export const tuned: ReadonlySet<string> = new Set(["tuning", "second", "third", "fourth", "fifth", "sixth", "seventh"]);
/** Name of the set of made answers, and what each of them weighs beside a written one. */
const made = "made";
const madeWeight = 0.4;
const digits = 3;

export interface Lesson {
  set: string;
  line: Labelled;
  /** The first is the answer as it was labelled; the others ask it for other values. */
  examples: readonly Example[];
}

/** What the labelled answers teach about values, and about options. */
export function lessons(): { values: Lesson[]; options: Lesson[] } {
  const build = (types: readonly string[], examples: (line: Labelled, asksRules: boolean) => Example[]): Lesson[] =>
    labelledSets(types).flatMap(({ set, lines }) => [
      ...lines.filter(isProse).map((line) => ({ set, line, examples: examples(line, !tuned.has(set)) })),
      ...madeAnswers(lines).map((line) => ({ set: made, line, examples: lighter(examples(line, false)) })),
    ]);
  return { values: build(["exact_match", "f1_match"], examplesOf), options: build(["multiple_choice"], optionExamples) };
}

function lighter(examples: readonly Example[]): Example[] {
  return examples.slice(0, 1).map((example) => ({ ...example, weight: madeWeight }));
}

/** The weights for some lessons. */
export function learn(from: readonly Lesson[]): Weights {
  return fitWeights(
    from.flatMap(({ examples }) => examples),
    penalty,
  );
}

/** The weights for all lessons, as they are kept. */
export function weightsOf({ values, options }: { values: readonly Lesson[]; options: readonly Lesson[] }): {
  values: Weights;
  options: Weights;
} {
  return { values: rounded(learn(values)), options: rounded(learn(options)) };
}

function rounded(weights: Weights): Weights {
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, Number(weight.toFixed(digits))]));
}
