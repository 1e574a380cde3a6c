import { failPoint } from "@/lib/fail-point";
import { type ChatBody, completeChat } from "@/lib/serving/complete-chat";
import { acknowledged } from "./acknowledged";
import { Flights } from "./flights";
import { type GenerationFacts, seedOf } from "./key";
import { readGeneration, type Stored, storeGeneration } from "./memo";

/** A model that a run may ask. */
export interface ServedModel {
  label: string;
  modelId: string;
  weightsHash: string;
  commit: string | null;
  /** Its name at the endpoint. */
  servedAs: string;
}

/** One request with its key. */
export interface KeyedRequest {
  key: Uint8Array<ArrayBuffer>;
  /** The key in hex. */
  name: string;
  model: ServedModel;
  facts: GenerationFacts;
}

interface Fetched {
  stored: Stored;
  wasStored: boolean;
}

/** Of this process: equal requests of concurrent runs are sent once. */
const flights = new Flights<Fetched>();

/**
 * The answer to one request: stored before, being fetched for somebody else, or fetched now and stored.
 * @param guard refuses models that may not be asked any more by throwing
 * @returns whether it cost this caller nothing
 * @throws ServingError, or the signal's reason
 */
export async function generateOne(
  request: KeyedRequest,
  signal: AbortSignal,
  guard: (model: ServedModel) => void = () => undefined,
): Promise<{ stored: Stored; cached: boolean }> {
  guard(request.model);
  const { result, started } = await flights.join(request.name, signal, (shared) => fetchAndStore(request, shared, guard));
  return { stored: result.stored, cached: !started || result.wasStored };
}

async function fetchAndStore(
  { key, name, model, facts }: KeyedRequest,
  signal: AbortSignal,
  guard: (model: ServedModel) => void,
): Promise<Fetched> {
  const known = await readGeneration(key);
  if (known) return { stored: known, wasStored: true };
  guard(model);
  failPoint("before-send");
  const answer = await completeChat(model, bodyOf(facts, key), signal);
  failPoint("after-answer");
  const stored = await storeGeneration({ ...answer, key, modelId: model.modelId });
  acknowledged.publish(name);
  return { stored, wasStored: false };
}

function bodyOf(facts: GenerationFacts, key: Uint8Array): ChatBody {
  const { messages, sampling } = facts;
  const isContinued = facts.assistantPrefix !== "";
  return {
    messages: isContinued ? [...messages, { role: "assistant", content: facts.assistantPrefix }] : messages,
    continue_final_message: isContinued,
    add_generation_prompt: !isContinued,
    temperature: sampling.temperature,
    top_p: sampling.topP,
    top_k: sampling.topK === 0 ? -1 : sampling.topK,
    min_p: sampling.minP,
    repetition_penalty: sampling.repetitionPenalty,
    presence_penalty: sampling.presencePenalty,
    frequency_penalty: sampling.frequencyPenalty,
    max_tokens: sampling.maxTokens,
    ...(sampling.stop.length > 0 && { stop: sampling.stop }),
    ...(facts.seedRule !== "none" && { seed: seedOf(key) }),
  };
}
