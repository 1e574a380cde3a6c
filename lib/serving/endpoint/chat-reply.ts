import { z } from "zod";
import { type FinishReason, isGivenUp, readFinishReason } from "../finish-reason";
import { partsText } from "../parts-text";
import { foldChunks } from "./fold-chunks";

/** As the database counts them: 32 bits. A server that says more is not believed at all. */
const MOST_TOKENS = 2_147_483_647;
/** What is no count is none: null. */
const count = z
  .unknown()
  .optional()
  .transform((said) => (typeof said === "number" && Number.isInteger(said) && said >= 0 ? said : null))
  .refine((said) => said === null || said <= MOST_TOKENS, `is more than ${MOST_TOKENS} tokens`);
const words = z.string().nullish().catch(null);

const choiceSchema = z.object({
  message: z.object({
    content: z.unknown().optional(),
    /** Thoughts, which servers keep apart under several names. */
    reasoning_content: z.unknown().optional(),
    reasoning: z.unknown().optional(),
    thinking: z.unknown().optional(),
  }),
  finish_reason: words,
});

const usageSchema = z.object({ prompt_tokens: count, completion_tokens: count, total_tokens: count });

/** A whole answer, whichever server gave it. */
export interface ChatReply {
  /** "" where none came, as when all tokens went into thoughts. */
  text: string;
  /** Never scored and never quoted; "" where the server keeps none apart. */
  reasoning: string;
  finishReason: FinishReason;
  /** The server gave up in the middle of the text. */
  isGivenUp: boolean;
  /** Null where the server did not count. */
  promptTokens: number | null;
  completionTokens: number | null;
  /** How many answers came; only the first is read. */
  choices: number;
  fingerprint: string | null;
  /** Whose answer it is, in the server's words; some give a longer name than was asked for. */
  answeredAs: string | null;
}

const openAiReply = z
  .object({
    choices: z.array(choiceSchema).min(1),
    usage: usageSchema.nullish(),
    system_fingerprint: words,
    model: words,
  })
  .transform(({ choices, usage, system_fingerprint, model }, context): ChatReply => {
    const { message, finish_reason } = choices[0] ?? {};
    const text = partsText(message?.content);
    const reasoning = partsText(message?.reasoning_content) ?? partsText(message?.reasoning) ?? partsText(message?.thinking);
    // Neither words nor an ending: whatever this is, it is no answer.
    if (text === null && reasoning === null && !finish_reason) {
      context.addIssue({ code: "custom", path: ["choices", 0, "message", "content"], message: "there is none, and no reason why" });
      return z.NEVER;
    }
    const { prompt_tokens = null, completion_tokens = null, total_tokens = null } = usage ?? {};
    return {
      text: text ?? "",
      reasoning: reasoning ?? "",
      finishReason: readFinishReason(finish_reason ?? null),
      isGivenUp: isGivenUp(finish_reason ?? null),
      promptTokens: prompt_tokens ?? rest(total_tokens, completion_tokens),
      completionTokens: completion_tokens ?? rest(total_tokens, prompt_tokens),
      choices: choices.length,
      fingerprint: system_fingerprint || null,
      answeredAs: model ?? null,
    };
  });

const ownReply = z.object({ message: z.object({}), done: z.boolean() });

/**
 * What we read of `POST /v1/chat/completions`, and of a stream that `foldChunks` put together; also of Ollama's own protocol, where a
 * whole answer is a single chunk.
 */
export const chatReplySchema = z.preprocess((reply) => (ownReply.safeParse(reply).success ? foldChunks([reply]) : reply), openAiReply);

/** What is left of a sum, where both are told. */
function rest(total: number | null, part: number | null): number | null {
  return total !== null && part !== null && total >= part ? total - part : null;
}
