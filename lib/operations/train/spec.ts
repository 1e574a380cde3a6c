import { z } from "zod";

const message = z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() });
/** A prompt that ends where the answer begins. */
export const promptMessages = z.array(message).min(1);

/** What is learned from. Equal data in another order are other data. */
const objective = z.discriminatedUnion("kind", [
  /** Supervised: to give these answers. A router that names one of several labels learns this way too. */
  z.strictObject({
    kind: z.literal("sft"),
    examples: z.array(z.strictObject({ prompt: promptMessages, answer: z.string() })).min(1),
  }),
  /** Direct preference optimisation (arXiv 2305.18290): to give the one rather than the other. */
  z.strictObject({
    kind: z.literal("dpo"),
    pairs: z.array(z.strictObject({ prompt: promptMessages, chosen: z.string(), rejected: z.string() })).min(1),
    /** Strength of the pull towards the model as it was. */
    beta: z.number().positive(),
  }),
  /** Group relative policy optimisation (arXiv 2402.03300): drawn answers, rewarded by whether they equal the gold. */
  z.strictObject({
    kind: z.literal("grpo"),
    questions: z.array(z.strictObject({ prompt: promptMessages, gold: z.string() })).min(1),
    /** Answers drawn for each question of a step. */
    drawn: z.int().min(2),
    /** Tokens of a drawn answer, at most. */
    maxTokens: z.int().positive(),
    /** Of the drawing. */
    temperature: z.number().positive().default(1),
  }),
]);

/** How weights are moved: all that decides which come out, besides the model and what is learned from. */
export const recipe = {
  /** Low-rank adapters (arXiv 2106.09685) on the attention, folded in at the end; null trains all weights. */
  adapter: z.strictObject({ rank: z.int().positive(), alpha: z.number().positive() }).nullable(),
  epochs: z.number().positive(),
  /** Examples per step. */
  batchSize: z.int().positive(),
  /** Its highest value: it rises over the first steps and falls as a cosine, or stays. */
  learningRate: z.number().positive(),
  schedule: z.enum(["cosine", "constant"]).default("cosine"),
  /** Share of the steps over which the rate rises. */
  warmUp: z.number().min(0).max(1).default(0.1),
  weightDecay: z.number().min(0).default(0),
  /** Tokens of prompt and answer together, at most. A longer example is left out and counted, never cut. */
  longest: z.int().positive().default(4096),
  seed: z.int().min(0),
};

/** A training. */
export const trainSpec = z.strictObject({
  /** Label of the model that is trained, a member, a helper or a derived one. */
  model: z.string().min(1),
  /** Labels of the models whose texts are learned from: what comes out rests on their consent, too. */
  texts: z.array(z.string().min(1)).default([]),
  objective,
  ...recipe,
});
export type TrainSpec = z.input<typeof trainSpec>;
