import { randomInt } from "node:crypto";
import type { Token } from "node-llama-cpp";
import { ApiError } from "./api-error";
import type { HostedModel } from "./hosted-model";
import type { SlotStep } from "./slot";

/** A generation as both kinds of request want it. */
export interface GenerationWish {
  prompt: readonly Token[];
  /** The field that the prompt came from, for refusals. */
  promptField: "messages" | "prompt";
  temperature: number;
  topP: number;
  topK: number;
  /** null means as many as the context holds. */
  maxTokens: number | null;
  seed: number | null;
  stop: readonly string[];
  alternatives: number | null;
}

export interface GeneratedText {
  text: string;
  finishReason: "stop" | "length";
  promptTokens: number;
  completionTokens: number;
  steps: SlotStep[];
}

/**
 * Generates with one model. Nothing is cut to fit: what does not fit is refused.
 * @throws ApiError `context_length_exceeded` with both lengths and the limit.
 */
export async function generate(hosted: HostedModel, wish: GenerationWish, signal: AbortSignal): Promise<GeneratedText> {
  const maxTokens = roomFor(hosted, wish);
  const textOf = (tokens: readonly Token[]) => hosted.model.detokenize(tokens);
  const outcome = await hosted.generate(
    {
      ...wish,
      maxTokens,
      seed: wish.seed ?? randomInt(2 ** 47),
      isComplete: (tokens) => wish.stop.length > 0 && stopAt(textOf(tokens), wish.stop) !== -1,
    },
    signal,
  );
  const text = textOf(outcome.tokens);
  const end = stopAt(text, wish.stop);
  return {
    text: end === -1 ? text : text.slice(0, end),
    finishReason: outcome.ending === "length" ? "length" : "stop",
    promptTokens: wish.prompt.length,
    completionTokens: outcome.tokens.length,
    steps: outcome.steps,
  };
}

function roomFor(hosted: HostedModel, wish: GenerationWish): number {
  const room = hosted.contextLength - wish.prompt.length;
  const wanted = wish.maxTokens ?? Math.max(room, 1);
  if (wanted <= room) return wanted;
  throw new ApiError(
    "context_length_exceeded",
    `The context length of ${hosted.entry.id} is ${hosted.contextLength} tokens, but the request needs ` +
      `${wish.prompt.length + wanted}: ${wish.prompt.length} for the prompt and ${wanted} for the answer. Shorten one of them.`,
    wish.prompt.length < hosted.contextLength ? "max_tokens" : wish.promptField,
  );
}

/** Where the first stop text begins, or -1. */
export function stopAt(text: string, stops: readonly string[]): number {
  const places = stops.map((stop) => text.indexOf(stop)).filter((place) => place !== -1);
  return places.length === 0 ? -1 : Math.min(...places);
}
