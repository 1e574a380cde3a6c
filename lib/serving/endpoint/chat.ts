import type { Ending } from "../ending";
import { chatReplySchema } from "../schema";
import type { Endpoint } from "./endpoint";
import { quotable } from "./quotable";

/** The request as it goes over the wire. Every sampling default is written out, because servers have their own. */
export interface ChatBody {
  messages: readonly { role: "system" | "user" | "assistant"; content: string }[];
  /** The last message is the start of the answer. */
  continue_final_message: boolean;
  add_generation_prompt: boolean;
  temperature: number;
  top_p: number;
  /** -1 means no limit. */
  top_k: number;
  min_p: number;
  repetition_penalty: number;
  presence_penalty: number;
  frequency_penalty: number;
  max_tokens: number;
  stop?: readonly string[];
  /** Absent where nothing is drawn. */
  seed?: number;
}

/** One question, drawn greedily. */
export function greedyBody(prompt: string, maxTokens: number): ChatBody {
  return {
    messages: [{ role: "user", content: prompt }],
    continue_final_message: false,
    add_generation_prompt: true,
    temperature: 0,
    top_p: 1,
    top_k: -1,
    min_p: 0,
    repetition_penalty: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    max_tokens: maxTokens,
  };
}

export interface ChatCompletion {
  text: string;
  finishReason: "stop" | "length";
  promptTokens: number;
  completionTokens: number;
  /** What computed the text, as far as the server says. */
  engine: string;
  /** Name of the endpoint, as in ENDPOINTS. */
  endpoint: string;
}

/**
 * One answer of one endpoint, without any retry.
 * @throws EndpointUnreachable, Refusal, MalformedReply, or the reason of its ending
 */
export async function askForChat(
  endpoint: Endpoint,
  servedAs: string,
  body: ChatBody,
  options: { deadlineMs: number; ending: Ending },
): Promise<{ completion: ChatCompletion; nonce: string | null; answeredAs: string | null }> {
  const reply = await endpoint.ask("/v1/chat/completions", chatReplySchema, {
    body: { model: servedAs, ...body, n: 1, stream: false },
    ...options,
  });
  const [choice] = reply.body.choices;
  const completion = {
    text: choice.message.content,
    finishReason: choice.finish_reason,
    promptTokens: reply.body.usage.prompt_tokens,
    completionTokens: reply.body.usage.completion_tokens,
    engine: quotable(reply.body.system_fingerprint ?? reply.server ?? "unknown"),
    endpoint: endpoint.label,
  };
  return { completion, nonce: reply.nonce, answeredAs: reply.body.model ?? null };
}
