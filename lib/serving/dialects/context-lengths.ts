import { z } from "zod";

const tokens = z.number().int().positive().max(2_147_483_647).nullish().catch(null);

/** The lengths that servers tell beside a model, the one that is loaded first. */
export const contextFields = {
  max_model_len: tokens,
  loaded_context_length: tokens,
  context_length: tokens,
  context_window: tokens,
  max_context_length: tokens,
  meta: z.object({ n_ctx: tokens }).nullish().catch(null),
};
const told = z.object(contextFields);

/** Tokens that prompt and answer may have together, as an entry of a list tells; null where it does not. */
export function contextLengthOf(entry: z.output<typeof told>): number | null {
  return (
    entry.max_model_len ??
    entry.meta?.n_ctx ??
    entry.loaded_context_length ??
    entry.context_length ??
    entry.context_window ??
    entry.max_context_length ??
    null
  );
}

const named = told.extend({ id: z.string().optional(), name: z.string().optional(), model: z.string().optional() });
const elsewhere = z.union([
  /** `/props` of llama.cpp: of one slot, which is what a request has. */
  z
    .object({ default_generation_settings: z.object({ n_ctx: z.number().int().positive() }) })
    .transform((body) => body.default_generation_settings.n_ctx),
  /** `/info` of Text Generation Inference. */
  z.object({ max_total_tokens: z.number().int().positive() }).transform((body) => body.max_total_tokens),
  /** `/get_server_info` of SGLang. */
  z.object({ context_length: z.number().int().positive() }).transform((body) => body.context_length),
  /** `/api/ps` of Ollama: what is loaded. */
  z.object({ models: z.array(named) }).transform((body) => byName(body.models)),
  /** `/api/v0/models` of LM Studio. */
  z.object({ data: z.array(named) }).transform((body) => byName(body.data)),
]);

function byName(entries: readonly z.output<typeof named>[]): Map<string, number> {
  return new Map(
    entries.flatMap((entry) => {
      const length = contextLengthOf(entry);
      return length === null ? [] : [entry.id, entry.name, entry.model].flatMap((name) => (name ? [[name, length] as const] : []));
    }),
  );
}

/** What a server tells of its context beside its list: one length for all, or one for each name; null where it tells none. */
export function readContextLengths(body: unknown): number | ReadonlyMap<string, number> | null {
  return elsewhere.safeParse(body).data ?? null;
}
