import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { GenerateRequest, Message } from "./contract";

/** What identifies the weights, tokenizer and chat template that answer. */
export interface KeyedModel {
  /** SHA-256 (hex) over the weight files. */
  weightsHash: string;
  /** Commit of the pinned revision: tokenizer, template and generation settings; null where there is no repository. */
  commit: string | null;
}

/** Everything that can change a generated text, and nothing else: no address, run, attempt or time. */
export interface GenerationFacts {
  /** Raised when the meaning of any other field changes. */
  version: 1;
  operation: "chat";
  weights: string;
  commit: string | null;
  messages: Message[];
  assistantPrefix: string;
  sampling: {
    temperature: number;
    topP: number;
    topK: number;
    minP: number;
    repetitionPenalty: number;
    presencePenalty: number;
    frequencyPenalty: number;
    maxTokens: number;
    stop: string[];
  };
  /** Which draw. */
  sample: number;
  /** How the seed comes about; the seed itself follows from the key. */
  seedRule: "none" | "first-31-bits-of-key";
}

/** The facts of one request, all defaults written out. */
export function generationFacts(model: KeyedModel, request: GenerateRequest): GenerationFacts {
  const { temperature, topP, topK, maxTokens, stop } = request.sampling;
  return {
    version: 1,
    operation: "chat",
    weights: model.weightsHash,
    commit: model.commit,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    assistantPrefix: request.assistantPrefix ?? "",
    sampling: {
      temperature,
      topP,
      topK,
      minP: 0,
      repetitionPenalty: 1,
      presencePenalty: 0,
      frequencyPenalty: 0,
      maxTokens,
      stop: [...stop],
    },
    sample: request.sample,
    seedRule: temperature > 0 ? "first-31-bits-of-key" : "none",
  };
}

/**
 * SHA-256 (32 bytes) of the facts as canonical JSON (RFC 8785).
 * @throws Error for what JSON cannot say, such as NaN
 */
export function keyOf(facts: unknown): Uint8Array<ArrayBuffer> {
  const text = canonicalize(facts);
  if (text === undefined) throw new Error("There is nothing to make a key of.");
  return new Uint8Array(createHash("sha256").update(text).digest());
}

/** The seed of a draw: 31 bits, which every server takes. The same key is drawn the same way again. */
export function seedOf(key: Uint8Array): number {
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  return view.getUint32(0) >>> 1;
}
