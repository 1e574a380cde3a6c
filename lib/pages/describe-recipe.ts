import { z } from "zod";
import { type MergeSpec, mergeSpec } from "@/lib/operations/merge/spec";
import { trainSpec } from "@/lib/operations/train/spec";

/** How weights were made, in words: never a text that was learned from. */
export interface RecipeWords {
  /** Names no model. */
  sentence: string;
  settings: { term: string; value: string }[];
  /** Part of each model in a merge, by its label. */
  parts: ReadonlyMap<string, string>;
}

const stored = z.discriminatedUnion("operation", [
  z.object({ operation: z.literal("merge"), spec: mergeSpec }),
  z.object({ operation: z.literal("train"), spec: trainSpec }),
]);
type Training = z.output<typeof trainSpec>;

const mergeSentences: Record<MergeSpec["kind"], string> = {
  linear: "A merge: the weighted mean of the weights of its parents.",
  ties: "A merge by TIES: of what each parent changed of a base, the largest changes whose signs agree.",
  dare_ties: "A merge by DARE-TIES: what each parent changed of a base, thinned at random and freed of conflicts of sign.",
  extrapolate: "An extrapolation: the change from one model to another, carried on.",
  particle: "A sum of the weights of its parents with factors that a search found.",
};

const trainingSentences: Record<Training["objective"]["kind"], string> = {
  sft: "A training on answers that were given to it (supervised).",
  dpo: "A training on pairs of answers, to give the one rather than the other (DPO).",
  grpo: "A training by reward: it answered, and right answers were strengthened (GRPO).",
};

/** @param recipe as stored; one that this version cannot read is said to be so */
export function describeRecipe(recipe: unknown): RecipeWords {
  const { data } = stored.safeParse(recipe);
  if (!data)
    return { sentence: "Its recipe is stored in a form that this version of the portal cannot read.", settings: [], parts: new Map() };
  return data.operation === "merge" ? describeMerge(data.spec) : describeTraining(data.spec);
}

function describeMerge(spec: MergeSpec): RecipeWords {
  const sentence = mergeSentences[spec.kind];
  if (spec.kind === "extrapolate") {
    const settings = [{ term: "How far (1 is the end itself)", value: short(spec.alpha) }];
    return {
      sentence,
      settings,
      parts: new Map([
        [spec.end, "the end"],
        [spec.start, "the start"],
      ]),
    };
  }
  const parts = new Map<string, string>();
  if ("base" in spec) parts.set(spec.base, "the base");
  for (const { model, weight } of spec.parents) {
    parts.set(model, [parts.get(model), `factor ${short(weight)}`].filter(Boolean).join(", "));
  }
  const settings = [
    ...("density" in spec ? [{ term: "Share of changes kept", value: short(spec.density) }] : []),
    ...("seed" in spec ? [{ term: "Seed", value: String(spec.seed) }] : []),
  ];
  return { sentence, settings, parts };
}

function describeTraining({ objective, adapter, model, texts: _, ...how }: Training): RecipeWords {
  const settings = [
    ...describeObjective(objective),
    { term: "Weights trained", value: adapter ? `low-rank adapters of rank ${adapter.rank}, alpha ${short(adapter.alpha)}` : "all" },
    { term: "Passes over the data", value: short(how.epochs) },
    { term: "Examples per step", value: String(how.batchSize) },
    { term: "Learning rate", value: `${how.learningRate}, ${how.schedule === "cosine" ? "falling as a cosine" : "constant"}` },
    { term: "Share of steps to warm up", value: short(how.warmUp) },
    { term: "Weight decay", value: short(how.weightDecay) },
    { term: "Longest example, in tokens", value: String(how.longest) },
    { term: "Seed", value: String(how.seed) },
  ];
  return { sentence: trainingSentences[objective.kind], settings, parts: new Map([[model, "the model that was trained"]]) };
}

function describeObjective(objective: Training["objective"]): RecipeWords["settings"] {
  switch (objective.kind) {
    case "sft":
      return [{ term: "Examples", value: String(objective.examples.length) }];
    case "dpo":
      return [
        { term: "Pairs", value: String(objective.pairs.length) },
        { term: "Beta", value: short(objective.beta) },
      ];
    case "grpo":
      return [
        { term: "Questions", value: String(objective.questions.length) },
        { term: "Answers drawn for each", value: `${objective.drawn}, of at most ${objective.maxTokens} tokens` },
        { term: "Temperature of the drawing", value: short(objective.temperature) },
      ];
  }
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
