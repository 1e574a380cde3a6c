import { basename, join } from "node:path";
import { Tensors, unusable } from "../tensors";
import { type LlamaConfig, type LlamaParts, readLlamaParts } from "./llama-config";
import { type GgufTensor, type GgufValue, writeGguf } from "./write-gguf";

const partNames: Readonly<Record<string, string>> = {
  "self_attn.q_proj": "attn_q",
  "self_attn.k_proj": "attn_k",
  "self_attn.v_proj": "attn_v",
  "self_attn.o_proj": "attn_output",
  "mlp.gate_proj": "ffn_gate",
  "mlp.up_proj": "ffn_up",
  "mlp.down_proj": "ffn_down",
  input_layernorm: "attn_norm",
  post_attention_layernorm: "ffn_norm",
};
const outside: Readonly<Record<string, string>> = {
  "model.embed_tokens.weight": "token_embd.weight",
  "model.norm.weight": "output_norm.weight",
  "lm_head.weight": "output.weight",
};
const mostlyF16 = 1;
const [normalToken, controlToken] = [1, 3];

/**
 * Writes `model.gguf` beside the weights of a folder, holding the same numbers in F16, so that llama.cpp can serve them.
 * @throws AppError where the model is of another family than those that are known here
 */
export async function exportGguf(folder: string): Promise<string> {
  const parts = await readLlamaParts(folder);
  await using tensors = await Tensors.open(folder);
  const path = join(folder, "model.gguf");
  await writeGguf(
    path,
    metadataOf(basename(folder), parts),
    tensors.names.map((name) => ({
      name: ggufName(name),
      shape: tensors.shapeOf(name),
      read: async () => layOut(name, await tensors.read(name), parts.config),
    })) satisfies GgufTensor[],
  );
  return path;
}

function ggufName(name: string): string {
  const known = outside[name];
  if (known) return known;
  const [, layer, part] = name.match(/^model\.layers\.(\d+)\.(.+)\.weight$/) ?? [];
  const partName = part && partNames[part];
  if (!partName) throw unusable(`GGUF has no name for the tensor ${name}.`);
  return `blk.${layer}.${partName}.weight`;
}

/** Reorders rows of queries and keys: transformers rotates pairs that are half a head apart, llama.cpp pairs that are neighbours. */
function layOut(name: string, numbers: Float32Array, config: LlamaConfig): Float32Array {
  const heads = { "q_proj.weight": config.num_attention_heads, "k_proj.weight": keyHeads(config) };
  const [, count] = Object.entries(heads).find(([end]) => name.endsWith(end)) ?? [];
  if (!count) return numbers;
  const width = config.hidden_size;
  const perHead = numbers.length / width / count;
  const placed = new Float32Array(numbers.length);
  for (let row = 0; row < numbers.length / width; row += 1) {
    const [head, within] = [Math.floor(row / perHead), row % perHead];
    const half = perHead / 2;
    const to = head * perHead + (within % half) * 2 + Math.floor(within / half);
    placed.set(numbers.subarray(row * width, (row + 1) * width), to * width);
  }
  return placed;
}

const keyHeads = (config: LlamaConfig) => config.num_key_value_heads ?? config.num_attention_heads;

function metadataOf(name: string, { config, tokenizer, chatTemplate }: LlamaParts): Record<string, GgufValue> {
  const controls = new Map(tokenizer.added_tokens.map(({ id, content }) => [id, content]));
  const words = Object.entries(tokenizer.model.vocab).map(([word, id]) => [id, word] as const);
  const vocabulary = [...new Map([...words, ...controls])].sort(([one], [other]) => one - other);
  const ends = [config.eos_token_id ?? []].flat();
  const special = { bos: config.bos_token_id, eos: ends[0], padding: config.pad_token_id };
  return {
    "general.architecture": "llama",
    "general.name": name,
    "general.file_type": { integer: mostlyF16 },
    "llama.context_length": { integer: config.max_position_embeddings },
    "llama.embedding_length": { integer: config.hidden_size },
    "llama.block_count": { integer: config.num_hidden_layers },
    "llama.feed_forward_length": { integer: config.intermediate_size },
    "llama.attention.head_count": { integer: config.num_attention_heads },
    "llama.attention.head_count_kv": { integer: keyHeads(config) },
    "llama.attention.layer_norm_rms_epsilon": { real: config.rms_norm_eps },
    "llama.rope.dimension_count": { integer: config.hidden_size / config.num_attention_heads },
    "llama.rope.freq_base": { real: config.rope_parameters?.rope_theta ?? config.rope_theta ?? 10_000 },
    "llama.vocab_size": { integer: vocabulary.length },
    "tokenizer.ggml.model": "gpt2",
    "tokenizer.ggml.pre": "qwen2",
    "tokenizer.ggml.tokens": vocabulary.map(([, word]) => word),
    "tokenizer.ggml.token_type": { integers: vocabulary.map(([id]) => (controls.has(id) ? controlToken : normalToken)) },
    "tokenizer.ggml.merges": tokenizer.model.merges.map((merge) => (typeof merge === "string" ? merge : merge.join(" "))),
    ...Object.fromEntries(
      Object.entries(special).flatMap(([role, id]) => (id == null ? [] : [[`tokenizer.ggml.${role}_token_id`, { integer: id }]])),
    ),
    "tokenizer.ggml.add_bos_token": false,
    ...(chatTemplate === null ? {} : { "tokenizer.chat_template": chatTemplate }),
  };
}
