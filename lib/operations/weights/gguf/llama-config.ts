import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { unusable } from "../tensors";

const positive = z.int().positive();
const config = z.object({
  model_type: z.literal("llama"),
  hidden_size: positive,
  intermediate_size: positive,
  num_hidden_layers: positive,
  num_attention_heads: positive,
  num_key_value_heads: positive.optional(),
  max_position_embeddings: positive,
  rms_norm_eps: z.number(),
  rope_theta: z.number().optional(),
  rope_parameters: z.object({ rope_theta: z.number() }).optional(),
  rope_scaling: z.null().optional(),
  bos_token_id: z.int().nullish(),
  eos_token_id: z.union([z.int(), z.array(z.int())]).nullish(),
  pad_token_id: z.int().nullish(),
});
export type LlamaConfig = z.infer<typeof config>;

/** The pre-tokenizer that llama.cpp calls "qwen2"; the only one written so far. */
const qwen2 =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
const tokenizer = z.object({
  added_tokens: z.array(z.object({ id: z.int().min(0), content: z.string() })),
  pre_tokenizer: z.object({
    type: z.literal("Sequence"),
    pretokenizers: z.tuple([
      z.object({ type: z.literal("Split"), pattern: z.object({ Regex: z.literal(qwen2) }) }),
      z.object({ type: z.literal("ByteLevel") }),
    ]),
  }),
  model: z.object({
    type: z.literal("BPE"),
    vocab: z.record(z.string(), z.int().min(0)),
    merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
  }),
});

const tokenizerConfig = z.object({ chat_template: z.string().optional() });

/** What a GGUF file says of a model besides its weights. */
export interface LlamaParts {
  config: LlamaConfig;
  tokenizer: z.infer<typeof tokenizer>;
  chatTemplate: string | null;
}

/** @throws AppError where a model is of another family than those whose GGUF files are known here */
export async function readLlamaParts(folder: string): Promise<LlamaParts> {
  const read = async <T>(name: string, schema: z.ZodType<T>) => {
    const outcome = schema.safeParse(JSON.parse(await readFile(join(folder, name), "utf8")));
    if (outcome.success) return outcome.data;
    const { path, message } = outcome.error.issues[0] ?? { path: [], message: "" };
    throw unusable(
      `GGUF is written for models of the llama family with a byte-level tokenizer as of Qwen 2; ${name} of ${folder} is of another (${path.join(".")}: ${message}).`,
    );
  };
  const [known, words, beside] = await Promise.all([
    read("config.json", config),
    read("tokenizer.json", tokenizer),
    read("tokenizer_config.json", tokenizerConfig),
  ]);
  return { config: known, tokenizer: words, chatTemplate: beside.chat_template ?? null };
}
