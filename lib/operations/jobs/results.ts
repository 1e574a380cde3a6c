import { z } from "zod";
import type { JobKind } from "./requests";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const finite = z.number();

/** What a program says of how it worked. */
const record = {
  /** Who computed: the plain loop, TRL, our merges in Python, or the same in Node. */
  backend: z.enum(["loop", "trl", "python", "node"]),
  /** SHA-256 (hex) of the source of the programs; of what runs in Node, its name and version. */
  program: z.string().min(1),
  /** Versions of what it ran on, for example python and torch. */
  versions: z.record(z.string(), z.string()),
  machine: z.strictObject({
    device: z.string(),
    threads: z.int().positive(),
    /** Instruction set that the numbers came from, for example AVX2. */
    instructions: z.string(),
    /** Of the arithmetic, for example float32. */
    numbers: z.string(),
  }),
  seconds: finite.min(0),
  cpuSeconds: finite.min(0),
  /** Of the process, in bytes; of a warm process the highest so far. */
  peakMemory: z.int().min(0),
  /** How often the job had been stopped at a checkpoint before. */
  resumed: z.int().min(0),
  /** What it left in `out/`. */
  files: z.array(z.strictObject({ path: z.string().min(1), bytes: z.int().min(0), sha256 })),
};

/** How a training went. */
const learned = z.strictObject({
  /** Examples that were learned from. */
  examples: z.int().min(0),
  /** Places, from 0, of examples that are longer than allowed. */
  leftOut: z.array(z.int().min(0)),
  /** Tokens whose loss was learned from, over all epochs. */
  tokens: z.int().min(0),
  steps: z.int().min(0),
  /** Mean loss of each step. */
  losses: z.array(finite),
  /** DPO: mean margin of the implicit rewards at each step. GRPO: mean reward of each step. Empty otherwise. */
  rewards: z.array(finite),
});

const answer = z.strictObject({ text: z.string(), finishReason: z.enum(["stop", "length"]), tokens: z.int().min(0) });

const outputs = {
  train: learned,
  distill: z.strictObject({ ...learned.shape, answers: z.array(answer) }),
  merge: z.strictObject({ tensors: z.int().positive(), parameters: z.int().positive() }),
  generate: z.strictObject({ answers: z.array(answer) }),
  reward: z.strictObject({ logits: z.array(finite) }),
  embed: z.strictObject({ vectors: z.array(z.array(finite)) }),
  graph_router: z.strictObject({
    /** For each asked question a number for each model; the highest suits best. */
    scores: z.array(z.array(finite)),
    /** Share of the questions kept for validation whose chosen model was as good as the best one. */
    validation: finite.min(0).max(1),
    epoch: z.int().min(0),
  }),
  export: z.strictObject({ tensors: z.int().positive(), parameters: z.int().positive() }),
} satisfies Record<JobKind, z.ZodType>;

function resultOf<Kind extends JobKind>(kind: Kind) {
  return z.strictObject({ kind: z.literal(kind), ...record, output: outputs[kind] });
}

/** What each program leaves as `result.json`, whole or not at all. */
export const results = {
  train: resultOf("train"),
  distill: resultOf("distill"),
  merge: resultOf("merge"),
  generate: resultOf("generate"),
  reward: resultOf("reward"),
  embed: resultOf("embed"),
  graph_router: resultOf("graph_router"),
  export: resultOf("export"),
};
export type MergeResult = z.infer<typeof results.merge>;

/** One line of `progress.jsonl`. */
export const jobProgress = z.strictObject({ done: z.int().min(0), total: z.int().min(0), what: z.string() });

/** `failure.json`: why a job ended with 64, or with the 1 of a crash. */
export const jobFailure = z.strictObject({ reason: z.enum(["bad_request", "crash"]), words: z.string().min(1) });
