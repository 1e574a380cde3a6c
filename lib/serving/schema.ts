import { z } from "zod";

/** As the database counts them: 32 bits. A server that says more is not believed. */
const tokens = z.number().int().min(0).max(2_147_483_647);

/** What we read of `GET /v1/models`. vLLM says `max_model_len`; our zoo server also says which weights it loaded. */
export const modelListSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      max_model_len: z.number().int().positive().nullish(),
      /** SHA-256 (hex) of `model.safetensors`. */
      weights_sha256: z.string().nullish(),
    }),
  ),
});

/** What we read of vLLM's `POST /tokenize`. */
export const tokenCountSchema = z.object({ count: tokens });

/** What we read of `POST /v1/chat/completions`. */
export const chatReplySchema = z.object({
  choices: z.tuple([
    z.object({
      message: z.object({ content: z.string() }),
      finish_reason: z.enum(["stop", "length"]),
    }),
  ]),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }),
  system_fingerprint: z.string().nullish(),
  /** Whose answer it is, in the server's words; some give a longer name than was asked for. */
  model: z.string().nullish(),
});

/** What we read of a refusal: OpenAI wraps it, older vLLM does not, others say a word. */
export const refusalSchema = z.union([
  z.object({ error: z.object({ message: z.string(), code: z.union([z.string(), z.number()]).nullish() }) }).transform(({ error }) => error),
  z.object({ error: z.string() }).transform(({ error }) => ({ message: error, code: null })),
  z.object({ message: z.string(), code: z.union([z.string(), z.number()]).nullish() }),
]);
