import type { Weights } from "@/lib/reading/prose/weigh";
import { type LabelledAnswer, labelled } from "../labelled-answers";
import { type Example, fitWeights } from "./fit-weights";
import { madeAnswers } from "./made-answers";
import { optionExamples } from "./option-examples";
import { isProse, valueExamples } from "./value-examples";

/** Pull of the weights towards zero. */
const penalty = 2;
/** Groups that the rules were tuned on: what the rules read there says nothing of how well they read what they have not seen. */
export const tuned: ReadonlySet<string> = new Set(labelled("tuning").map(({ group }) => group));
/** What a made answer weighs beside a written one. */
const madeWeight = 0.4;
const digits = 3;

export interface Lesson {
  line: LabelledAnswer;
  /** The first is the answer as it was labelled; the others ask it for other values. */
  examples: readonly Example[];
}

/** What the labelled answers teach about values, and about options. */
export function lessons(): { values: Lesson[]; options: Lesson[] } {
  const all = labelled("tuning", "check");
  const build = (types: readonly string[], examples: (line: LabelledAnswer, asksRules: boolean) => Example[]): Lesson[] => {
    const groups = Map.groupBy(
      all.filter(({ taskType }) => types.includes(taskType)),
      ({ group }) => group,
    );
    return [...groups].flatMap(([group, lines]) => [
      ...lines.filter(isProse).map((line) => ({ line, examples: examples(line, !tuned.has(group)) })),
      ...madeAnswers(lines).map((line) => ({ line, examples: lighter(examples(line, false)) })),
    ]);
  };
  return { values: build(["exact_match", "f1_match"], valueExamples), options: build(["multiple_choice"], optionExamples) };
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
