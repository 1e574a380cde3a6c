import { hash } from "node:crypto";
import type { GenerateRequest } from "../contract";
import { type PlainMessage, renderMessages } from "./quotes";

/** What identifies the weights, tokenizer and chat template that answer. */
export interface KeyedModel {
  /** SHA-256 (hex) over the weight files. */
  weightsHash: string;
  /** Commit of the pinned revision: tokenizer, template and generation settings; null where there is no repository. */
  commit: string | null;
}

/**
 * Everything that can change a generated text, and nothing else: no address, run, attempt or time. Names stand in the
 * order of the alphabet, here and where facts are made, so that plain JSON is canonical JSON.
 */
export interface GenerationFacts {
  assistantPrefix: string;
  commit: string | null;
  messages: PlainMessage[];
  operation: "chat";
  /** Which draw. */
  sample: number;
  sampling: {
    frequencyPenalty: number;
    maxTokens: number;
    minP: number;
    presencePenalty: number;
    repetitionPenalty: number;
    stop: string[];
    temperature: number;
    topK: number;
    topP: number;
  };
  /** How the seed comes about; the seed itself follows from the key. */
  seedRule: "none" | "first-31-bits-of-key";
  /** Raised when the meaning of any other field changes. */
  version: 1;
  weights: string;
}

/** The facts of one request, all defaults written out. @param quoteLimit characters to which longer quotes are cut */
export function generationFacts(model: KeyedModel, request: GenerateRequest, quoteLimit: number | null = null): GenerationFacts {
  const { temperature, topP, topK, maxTokens, stop } = request.sampling;
  return {
    assistantPrefix: request.assistantPrefix ?? "",
    commit: model.commit,
    messages: renderMessages(request.messages, quoteLimit).map(({ role, content }) => ({ content, role })),
    operation: "chat",
    sample: request.sample,
    sampling: {
      frequencyPenalty: 0,
      maxTokens,
      minP: 0,
      presencePenalty: 0,
      repetitionPenalty: 1,
      stop: [...stop],
      temperature,
      topK,
      topP,
    },
    seedRule: temperature > 0 ? "first-31-bits-of-key" : "none",
    version: 1,
    weights: model.weightsHash,
  };
}

/**
 * SHA-256 (hex) of the facts as canonical JSON, as `canonicalKey` makes it, but five times as fast: facts are written in
 * canonical order already, and numbers and strings are the same in plain and in canonical JSON.
 * @throws Error for what JSON cannot say, such as NaN
 */
export function generationKey(facts: GenerationFacts): string {
  const { temperature, topP, topK, maxTokens } = facts.sampling;
  if (!Number.isFinite(temperature + topP + topK + maxTokens + facts.sample)) throw new Error("A sampling setting is no number.");
  return hash("sha256", JSON.stringify(facts), "hex");
}

/** The seed of a draw: 31 bits, which every server takes. The same key is drawn the same way again. */
export function seedOf(key: string): number {
  return Number.parseInt(key.slice(0, 8), 16) >>> 1;
}
