import { setTimeout as wait } from "node:timers/promises";
import { log } from "@/lib/log";
import { type Directory, directory, type Place, type WantedModel } from "./directory";
import { Refusal } from "./endpoint";
import { ContextTooLong, EndpointUnreachable, ModelNotServed, ServingError } from "./errors";
import { chatReplySchema } from "./schema";
import type { Outcome } from "./window";

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

export interface ChatCompletion {
  text: string;
  finishReason: "stop" | "length";
  promptTokens: number;
  completionTokens: number;
  /** What computed the text, as far as the server says. */
  engine: string;
}

/** Milliseconds during which passing faults are borne: long enough for a model server to be restarted. */
const PATIENCE = 60_000;
/** Milliseconds: first and longest pause between attempts. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;
/** Every answer may take a minute; a token may take a tenth of a second on a crowded server. */
const LEAST_DEADLINE = 60_000;
const PER_TOKEN = 100;
/** An answer that takes longer than this, and its tokens, stood in a line at the server. */
const PROMPT_ENOUGH = 2_000;

/**
 * One answer of one model, from whichever endpoint serves it. Transport faults, overload and server errors are
 * tried again, elsewhere if possible; refusals never.
 * @throws ServingError with the words for the run's page, or the signal's reason
 */
export async function completeChat(
  model: WantedModel,
  body: ChatBody,
  signal: AbortSignal,
  endpoints: Directory = directory(),
): Promise<ChatCompletion> {
  let giveUpAt = Number.POSITIVE_INFINITY;
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await askOnce(endpoints, model, body, signal);
    } catch (error) {
      if (!(error instanceof ServingError) || !error.passing) throw error;
      // The patience begins with the first fault: waiting for a place in the window does not use it up.
      giveUpAt = Math.min(giveUpAt, Date.now() + PATIENCE);
      const pause = pauseBefore(attempt, error instanceof EndpointUnreachable ? error.retryAfter : null);
      if (Date.now() + pause > giveUpAt) throw error;
      log.debug({ model: model.servedAs, attempt, reason: error.message }, "model server failed; asking again");
      await wait(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

async function askOnce(endpoints: Directory, model: WantedModel, body: ChatBody, signal: AbortSignal): Promise<ChatCompletion> {
  let place = await endpoints.find(model);
  const { endpoint } = place;
  const seat = await endpoint.window.enter(signal);
  let outcome: Outcome = "given-up";
  try {
    // The wait may have been long, and the server may be another process by now.
    const current = await endpoints.find(model);
    if (current.endpoint === endpoint) place = current;
    const deadlineMs = Math.max(LEAST_DEADLINE, body.max_tokens * PER_TOKEN);
    const sentAt = performance.now();
    const reply = await endpoint.ask("/v1/chat/completions", chatReplySchema, {
      body: { model: model.servedAs, ...body, n: 1, stream: false },
      deadlineMs,
      signal,
    });
    const patience = PROMPT_ENOUGH + reply.body.usage.completion_tokens * PER_TOKEN;
    outcome = performance.now() - sentAt <= patience ? "answered" : "answered-late";
    if (place.nonce !== null && reply.nonce !== place.nonce) {
      // Another process, perhaps with other weights, sits at this address now.
      throw new EndpointUnreachable(endpoint.name, "was restarted since it listed its models");
    }
    const [choice] = reply.body.choices;
    return {
      text: choice.message.content,
      finishReason: choice.finish_reason,
      promptTokens: reply.body.usage.prompt_tokens,
      completionTokens: reply.body.usage.completion_tokens,
      engine: reply.body.system_fingerprint ?? reply.server ?? "unknown",
    };
  } catch (error) {
    if (error instanceof EndpointUnreachable) {
      endpoints.forget(place, error.message);
      if (outcome === "given-up") outcome = "overloaded";
    }
    throw explain(error, endpoints, place, model, body);
  } finally {
    endpoint.window.leave(seat, outcome);
  }
}

function explain(error: unknown, endpoints: Directory, place: Place, model: WantedModel, body: ChatBody): unknown {
  if (!(error instanceof Refusal)) return error;
  if (isAboutLength(error)) return tooLong(error, place, model, body);
  if (error.refusedWith === 404) {
    endpoints.forget(place, error.reason);
    return new ModelNotServed(model.servedAs, [`${place.endpoint.name} no longer serves it (${error.reason})`]);
  }
  return error;
}

/** OpenAI's code; vLLM says it in words. */
function isAboutLength(error: Refusal): boolean {
  return (
    error.reasonCode === "context_length_exceeded" || /maximum context length|longer than the maximum model length/i.test(error.reason)
  );
}

function tooLong(error: Refusal, place: Place, model: WantedModel, body: ChatBody): ServingError {
  return new ContextTooLong({
    model: model.servedAs,
    promptCharacters: body.messages.reduce((total, { content }) => total + content.length, 0),
    maxTokens: body.max_tokens,
    limit: place.contextLength,
    reason: error.reason,
  });
}

/** Milliseconds. Full jitter (Brooker, "Exponential Backoff and Jitter", 2015), but never sooner than the server asked. */
export function pauseBefore(attempt: number, retryAfterSeconds: number | null): number {
  const ceiling = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1));
  const asked = Math.min((retryAfterSeconds ?? 0) * 1000, 3 * LONGEST_PAUSE);
  return asked + Math.random() * ceiling;
}
