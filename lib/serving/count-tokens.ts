import type { ChatBody } from "./chat";
import type { Directory, Place } from "./directory";
import type { Endpoint } from "./endpoint";
import { ServingError } from "./errors";
import type { WantedModel } from "./listing";
import { tokenCountSchema } from "./schema";

/** Milliseconds. */
const DEADLINE = 10_000;
/** Tokens that a chat template may add to each message. Real ones add three to ten. */
const TEMPLATE_TOKENS = 32;

/** Endpoints that do not count tokens. */
const silent = new WeakSet<Endpoint>();

/** The part of a request that becomes the prompt. */
export type PromptBody = Pick<ChatBody, "messages" | "add_generation_prompt" | "continue_final_message">;

/** Tokens that a prompt has at most whatever the tokenizer, because no tokenizer makes two tokens of one byte. */
export function mostTokens(prompt: PromptBody): number {
  return bytesOf(prompt) + prompt.messages.length * TEMPLATE_TOKENS;
}

/**
 * Tokens of a prompt, template included: counted by the endpoint where it offers that (`/tokenize` of vLLM), otherwise
 * estimated from its bytes, rather too high than too low.
 */
export async function countTokens(endpoints: Directory, place: Place, model: WantedModel, prompt: PromptBody): Promise<number> {
  const { endpoint } = place;
  if (!silent.has(endpoint)) {
    try {
      const body = { model: model.servedAs, ...prompt };
      const reply = await endpoint.ask("/tokenize", tokenCountSchema, { body, deadlineMs: DEADLINE });
      return reply.body.count;
    } catch (error) {
      if (!(error instanceof ServingError)) throw error;
      // What cannot be reached may count the next prompt; what refuses never will.
      if (!error.passing) silent.add(endpoint);
    }
  }
  return endpoints.tokenRatio(model).estimate(bytesOf(prompt));
}

/** Bytes of all messages in UTF-8. */
export function bytesOf({ messages }: Pick<ChatBody, "messages">): number {
  return messages.reduce((total, { content }) => total + Buffer.byteLength(content), 0);
}
