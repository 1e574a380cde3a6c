import type { ChatBody } from "../dialects/asked";
import type { Directory, Place } from "../directory";
import { Ending, type Stop } from "../ending";
import { bytesOf } from "../endpoint/chat";
import type { Endpoint } from "../endpoint/endpoint";
import type { WantedModel } from "../endpoint/listing";
import { MalformedReply, ServingError } from "../errors";
import { onAbort } from "../on-abort";
import { tokenCountSchema } from "../schema";
import type { Caller } from "./line";

/** Milliseconds. */
const DEADLINE = 10_000;
/** Tokens that a chat template may add to each message. Real ones add three to ten. */
const TEMPLATE_TOKENS = 32;

/** The part of a request that becomes the prompt. */
export type PromptBody = Pick<ChatBody, "messages" | "add_generation_prompt" | "continue_final_message">;

/** Tokens that a prompt has at most whatever the tokenizer, because no tokenizer makes two tokens of one byte. */
export function mostTokens(prompt: PromptBody): number {
  return bytesOf(prompt) + prompt.messages.length * TEMPLATE_TOKENS;
}

/**
 * Tokens of a prompt, template included: counted by the endpoint where it offers that (`/tokenize` of vLLM), otherwise
 * estimated from its bytes, rather too high than too low.
 * @throws the signal's reason
 */
export async function countTokens(
  endpoints: Directory,
  { endpoint }: Place,
  model: WantedModel,
  prompt: PromptBody,
  asker: { signal: Stop; caller: Caller },
): Promise<number> {
  if (endpoint.countsTokens) {
    try {
      return await askForCount(endpoint, { model: endpoint.nameOf(model.servedAs), ...prompt }, asker);
    } catch (error) {
      if (!(error instanceof ServingError)) throw error;
      // What cannot be reached may count the next prompt; what refuses, or says something else, never will.
      if (!error.passing || error instanceof MalformedReply) endpoint.countsTokens = false;
    }
  }
  return endpoints.tokenRatio(model).estimate(bytesOf(prompt));
}

async function askForCount(endpoint: Endpoint, body: unknown, { signal, caller }: { signal: Stop; caller: Caller }): Promise<number> {
  await endpoint.counts.enter(signal, caller);
  const ending = new Ending();
  const stopListening = onAbort(signal, () => ending.abort(signal.reason));
  try {
    signal.throwIfAborted();
    return (await endpoint.ask("/tokenize", tokenCountSchema, { body, deadlineMs: DEADLINE, ending })).body.count;
  } finally {
    stopListening();
    endpoint.counts.leave();
  }
}
