import { z } from "zod";
import { mergesOf } from "../merge/spec";
import { promptMessages, recipe, trainSpec } from "../train/spec";

/** Weights on a disk: a folder as a Hugging Face repository, and what its files must be. */
const weights = z.strictObject({
  folder: z.string().min(1),
  /** SHA-256 (hex) of files that are checked before they are used. Absent means that nothing is. */
  files: z.record(z.string().regex(/^[\w.-]+$/), z.string().regex(/^[0-9a-f]{64}$/)).optional(),
});
export type Weights = z.infer<typeof weights>;

/** Numbers as they are written. Sums are F32 in any case. */
export const numberType = z.enum(["F16", "BF16", "F32"]);
export type NumberType = z.infer<typeof numberType>;

/**
 * Who trains: a plain loop of ours, for small models and for CPUs, or TRL, for GPUs. Equal recipes give equal bytes only within
 * one of them.
 */
const backend = z.enum(["loop", "trl"]).default("loop");
const output = numberType.default("F16");
const batchSize = z.int().positive().default(16);

/** How answers are drawn. */
const drawing = {
  maxTokens: z.int().positive(),
  /** 0 is greedy. */
  temperature: z.number().min(0).default(0),
  topP: z.number().gt(0).max(1).default(1),
};

/** What each program is asked, as `request.json` in the folder of its job. */
export const requests = {
  train: z.strictObject({
    kind: z.literal("train"),
    model: weights,
    objective: trainSpec.shape.objective,
    ...recipe,
    backend,
    output,
    /** Also leave the adapter as PEFT writes it, in `out/adapter`, for a server that has the base already. */
    keepAdapter: z.boolean().default(false),
  }),
  /** The teacher answers; the student learns to answer so (arXiv 1606.07947). */
  distill: z.strictObject({
    kind: z.literal("distill"),
    teacher: weights,
    student: weights,
    prompts: z.array(promptMessages).min(1),
    ...drawing,
    ...recipe,
    output,
  }),
  merge: z.strictObject({ kind: z.literal("merge"), merge: mergesOf(weights), output }),
  generate: z.strictObject({
    kind: z.literal("generate"),
    model: weights,
    prompts: z.array(promptMessages).min(1),
    ...drawing,
    batchSize,
    seed: z.int().min(0),
  }),
  /** Logits of a sequence classifier of one output. */
  reward: z.strictObject({
    kind: z.literal("reward"),
    model: weights,
    pairs: z.array(z.strictObject({ prompt: promptMessages, answer: z.string() })).min(1),
    batchSize,
  }),
  /** Means of the last layer over the tokens of each text. */
  embed: z.strictObject({ kind: z.literal("embed"), model: weights, texts: z.array(z.string()).min(1), batchSize }),
  /**
   * Learns which model suits a question (GraphRouter, arXiv 2410.03834): questions and models are nodes, results are edges. Vectors
   * of all texts have one length.
   */
  graph_router: z.strictObject({
    kind: z.literal("graph_router"),
    /** One vector for each model, of its description. */
    models: z.array(z.array(z.number()).min(1)).min(2),
    /** Asked questions and how good each model was at them, 0 to 1. */
    learned: z.array(z.strictObject({ vector: z.array(z.number()).min(1), scores: z.array(z.number().min(0).max(1)).min(2) })).min(10),
    /** Vectors of the questions to route. */
    asked: z.array(z.array(z.number()).min(1)),
    epochs: z.int().positive().default(200),
    hidden: z.int().positive().default(8),
    learningRate: z.number().positive().default(3e-3),
    weightDecay: z.number().min(0).default(1e-4),
    seed: z.int().min(0),
  }),
  /** Folds an adapter, where there is one, and writes the weights. */
  export: z.strictObject({ kind: z.literal("export"), model: weights, adapter: weights.nullable().default(null), output }),
};
export type JobKind = keyof typeof requests;
export const jobRequest = z.discriminatedUnion("kind", [
  requests.train,
  requests.distill,
  requests.merge,
  requests.generate,
  requests.reward,
  requests.embed,
  requests.graph_router,
  requests.export,
]);
export type MergeRequest = z.infer<typeof requests.merge>;
