import { spareAnswersTotal } from "@/lib/metrics";
import { ContextTooLong, EndpointUnreachable, type Refusal } from "../errors";
import type { FinishReason } from "../finish-reason";
import { chatReplySchema } from "./chat-reply";
import type { Endpoint } from "./endpoint";
import { quotable } from "./quotable";
import type { SendOptions, Sent, ServerRequest } from "./server-request";

/**
 * Every answer may take a minute; on a crowded server a token of it may take a tenth of a second, and a token of the prompt,
 * which is read before, a hundredth.
 */
const LEAST_DEADLINE = 60_000;
const PER_TOKEN = 100;
const PER_PROMPT_TOKEN = 10;
/** An answer that takes longer than this, and its tokens, stood in a line at the server. */
const PROMPT_ENOUGH = 2_000;

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
  /** Thoughts that the server kept apart: never scored, never quoted, never stored. */
  reasoning: string;
  finishReason: FinishReason;
  /** Null where the server did not count. */
  promptTokens: number | null;
  completionTokens: number | null;
  /** What computed the text, as far as the server says. */
  engine: string;
  /** Name of the endpoint, as in ENDPOINTS. */
  endpoint: string;
}

/** One text of a model. */
export function chatRequest(body: ChatBody): ServerRequest<ChatCompletion> {
  const bytes = bytesOf(body);
  return {
    send: (endpoint, servedAs, options) => askForChat(endpoint, servedAs, body, options),
    alike: String(body.max_tokens),
    mostTokens: body.max_tokens,
    deadlineMs: (ratio) => Math.max(LEAST_DEADLINE, ratio.estimate(bytes) * PER_PROMPT_TOKEN + body.max_tokens * PER_TOKEN),
    promptMs: ({ completionTokens }) => PROMPT_ENOUGH + (completionTokens ?? body.max_tokens) * PER_TOKEN,
    counts: ({ promptTokens, completionTokens }) => ({ promptTokens, tokens: completionTokens }),
    learn: ({ promptTokens }, ratio) => {
      if (promptTokens !== null) ratio.learn(bytes, promptTokens);
    },
    explain: (refusal, { servedAs, contextLength }) => {
      if (!isAboutLength(refusal)) return null;
      return new ContextTooLong({
        model: servedAs,
        promptCharacters: body.messages.reduce((total, { content }) => total + content.length, 0),
        maxTokens: body.max_tokens,
        limit: contextLength,
        reason: `The server says: ${refusal.reason}`,
      });
    },
  };
}

/**
 * One answer of one endpoint, without any retry.
 * @throws EndpointUnreachable, Refusal, MalformedReply, or the reason of its ending
 */
export async function askForChat(
  endpoint: Endpoint,
  servedAs: string,
  body: ChatBody,
  options: SendOptions,
): Promise<Sent<ChatCompletion>> {
  const reply = await endpoint.ask("/v1/chat/completions", chatReplySchema, {
    body: { model: servedAs, ...body, n: 1, stream: false },
    ...options,
  });
  const { text, reasoning, finishReason, promptTokens, completionTokens, fingerprint, isGivenUp, answeredAs, choices } = reply.body;
  if (isGivenUp) throw new EndpointUnreachable(endpoint.name, "gave up in the middle of an answer", { hasAnswered: true });
  if (choices > 1) spareAnswersTotal.inc({ endpoint: endpoint.label }, choices - 1);
  const answer = {
    text,
    reasoning,
    // Some say nothing; but a text that used up all it may have was cut.
    finishReason: finishReason === "unknown" && completionTokens !== null && completionTokens >= body.max_tokens ? "length" : finishReason,
    promptTokens,
    completionTokens,
    engine: quotable(fingerprint ?? reply.server ?? "unknown"),
    endpoint: endpoint.label,
  } satisfies ChatCompletion;
  return { answer, nonce: reply.nonce, answeredAs };
}

/** OpenAI's code; vLLM says it in words. */
function isAboutLength(error: Refusal): boolean {
  return (
    error.reasonCode === "context_length_exceeded" || /maximum context length|longer than the maximum model length/i.test(error.reason)
  );
}

/** Bytes of all messages in UTF-8. */
export function bytesOf({ messages }: Pick<ChatBody, "messages">): number {
  return messages.reduce((total, { content }) => total + Buffer.byteLength(content), 0);
}
