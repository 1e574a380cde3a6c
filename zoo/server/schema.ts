import { z } from "zod";
import { ApiError } from "./api-error";

/** Most alternatives that can be reported per token, as at OpenAI. */
const MAX_TOP_LOGPROBS = 20;

/** Fields that clients like to send. They are accepted only where they change nothing, so that none is ignored in silence. */
const neutral = {
  stream: z.literal(false, "is not supported here: send false and read one whole answer").optional(),
  n: z.literal(1, "must be 1: send one request per draw, each with its own seed").optional(),
  presence_penalty: z.literal(0, "is not supported here: leave it out or send 0").optional(),
  frequency_penalty: z.literal(0, "is not supported here: leave it out or send 0").optional(),
  repetition_penalty: z.literal(1, "is not supported here: leave it out or send 1").optional(),
  min_p: z.literal(0, "is not supported here: leave it out or send 0").optional(),
  /** Only a label of the caller's end user. */
  user: z.string().optional(),
};

const shared = {
  model: z.string().min(1),
  temperature: z.number().min(0).max(2).default(1),
  top_p: z.number().gt(0).max(1).default(1),
  /** 0 and -1 mean no limit. */
  top_k: z.number().int().min(-1).default(0),
  seed: z.number().int().nullish(),
  stop: z
    .union([z.string().min(1), z.array(z.string().min(1)).max(16)])
    .nullish()
    .transform((stop) => (typeof stop === "string" ? [stop] : (stop ?? []))),
  ...neutral,
};

const message = z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() });
export type ChatMessage = z.infer<typeof message>;

/** Body of `POST /v1/chat/completions`. */
export const chatRequest = z
  .strictObject({
    ...shared,
    messages: z.array(message).min(1),
    max_tokens: z.number().int().min(1).optional(),
    max_completion_tokens: z.number().int().min(1).optional(),
    /** The last message is the start of the answer and is continued. */
    continue_final_message: z.boolean().default(false),
    add_generation_prompt: z.boolean().optional(),
    logprobs: z.boolean().default(false),
    top_logprobs: z.number().int().min(0).max(MAX_TOP_LOGPROBS).optional(),
  })
  .superRefine((body, context) => {
    const wrong = (path: string, text: string) => context.addIssue({ code: "custom", path: [path], message: text });
    const last = body.messages.at(-1);
    if (body.continue_final_message && last?.role !== "assistant") wrong("continue_final_message", "needs a last message of the assistant");
    if (!body.continue_final_message && last?.role !== "user")
      wrong("messages", "must end with the user, or with the assistant and continue_final_message: true");
    if (body.add_generation_prompt !== undefined && body.add_generation_prompt === body.continue_final_message)
      wrong("add_generation_prompt", "must be the opposite of continue_final_message");
    if (body.top_logprobs !== undefined && !body.logprobs) wrong("top_logprobs", "needs logprobs: true");
    if (body.max_tokens !== undefined && body.max_completion_tokens !== undefined && body.max_tokens !== body.max_completion_tokens)
      wrong("max_tokens", "and max_completion_tokens differ: send one of them");
  });
export type ChatRequest = z.infer<typeof chatRequest>;

/** Body of `POST /v1/completions`. */
export const textRequest = z.strictObject({
  ...shared,
  prompt: z.string().min(1),
  max_tokens: z.number().int().min(1).default(16),
  echo: z.literal(false, "is not supported here: send false").optional(),
  suffix: z.null("is not supported here: leave it out").optional(),
  best_of: z.literal(1, "is not supported here: leave it out or send 1").optional(),
  logprobs: z.number().int().min(0).max(MAX_TOP_LOGPROBS).nullish(),
});
export type TextRequest = z.infer<typeof textRequest>;

/**
 * The request that a body holds.
 * @throws ApiError that names every wrong field.
 */
export function parseRequest<T extends z.ZodType>(schema: T, text: string): z.output<T> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ApiError("invalid_json", "The body is not JSON. Send one JSON object with content-type application/json.");
  }
  const outcome = schema.safeParse(body);
  if (outcome.success) return outcome.data;
  const { issues } = outcome.error;
  const unknown = issues.find((issue) => issue.code === "unrecognized_keys");
  if (unknown) {
    const names = unknown.keys.join(", ");
    throw new ApiError("unsupported_parameter", `Not supported here: ${names}. Leave it out.`, unknown.keys[0] ?? null);
  }
  const lines = issues.map((issue) => `${issue.path.join(".") || "the body"}: ${issue.message}`);
  throw new ApiError("invalid_request", lines.join("; "), issues[0]?.path.join(".") || null);
}
