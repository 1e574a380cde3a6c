import { z } from "zod";

const message = z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() });
/** A prompt that ends where the answer begins. */
const prompt = z.array(message).min(1);

/** What is learned from. Equal data in another order are other data. */
const objective = z.discriminatedUnion("kind", [
  /** Supervised: to give these answers. */
  z.strictObject({ kind: z.literal("sft"), examples: z.array(z.object({ prompt, answer: z.string() })).min(1) }),
  /** Direct preference optimisation (arXiv 2305.18290): to give the one rather than the other. */
  z.strictObject({
    kind: z.literal("dpo"),
    pairs: z.array(z.object({ prompt, chosen: z.string(), rejected: z.string() })).min(1),
    /** Strength of the pull towards the model as it was. */
    beta: z.number().positive(),
  }),
  /** Group relative policy optimisation (arXiv 2402.03300): drawn answers, rewarded by whether they equal the gold. */
  z.strictObject({
    kind: z.literal("grpo"),
    questions: z.array(z.object({ prompt, gold: z.string() })).min(1),
    /** Answers drawn for each question of a step. */
    drawn: z.int().min(2),
    /** Tokens of a drawn answer, at most. */
    maxTokens: z.int().positive(),
  }),
]);

/** A training: all that decides which weights come out. */
export const trainSpec = z.strictObject({
  /** Label of the model that is trained, a member, a helper or a derived one. */
  model: z.string().min(1),
  objective,
  /** Low-rank adapters (arXiv 2106.09685) on the attention, folded in at the end; null trains all weights. */
  adapter: z.strictObject({ rank: z.int().positive(), alpha: z.number().positive() }).nullable(),
  epochs: z.number().positive(),
  /** Examples per step. */
  batchSize: z.int().positive(),
  learningRate: z.number().positive(),
  seed: z.int().min(0),
});
export type TrainSpec = z.infer<typeof trainSpec>;
