/** What a tensor of a Llama in a GGUF file is in the checkpoint, and whether its rows stand in another order there. */
export interface Origin {
  name: string;
  rotated: "query" | "key" | null;
}

const whole: ReadonlyMap<string, string> = new Map([
  ["token_embd.weight", "model.embed_tokens.weight"],
  ["output_norm.weight", "model.norm.weight"],
  ["output.weight", "lm_head.weight"],
]);

const inBlock: ReadonlyMap<string, string> = new Map([
  ["attn_q", "self_attn.q_proj"],
  ["attn_k", "self_attn.k_proj"],
  ["attn_v", "self_attn.v_proj"],
  ["attn_output", "self_attn.o_proj"],
  ["ffn_gate", "mlp.gate_proj"],
  ["ffn_up", "mlp.up_proj"],
  ["ffn_down", "mlp.down_proj"],
  ["attn_norm", "input_layernorm"],
  ["ffn_norm", "post_attention_layernorm"],
]);

/** @returns null for a tensor that no Llama has */
export function originOf(name: string): Origin | null {
  const known = whole.get(name);
  if (known) return { name: known, rotated: null };
  const found = /^blk\.(\d+)\.(\w+)\.weight$/.exec(name);
  const module = inBlock.get(found?.[2] ?? "");
  if (!found || !module) return null;
  const rotated = { attn_q: "query", attn_k: "key" } as const;
  const part = found[2] === "attn_q" || found[2] === "attn_k" ? rotated[found[2]] : null;
  return { name: `model.layers.${found[1]}.${module}.weight`, rotated: part };
}
