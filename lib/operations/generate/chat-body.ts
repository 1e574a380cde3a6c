import type { ChatBody } from "@/lib/serving/dialects/asked";
import { seedOf } from "./key";
import type { KeyedRequest } from "./request";

/** A request as it goes over the wire. */
export function chatBody({ facts, key }: Pick<KeyedRequest, "facts" | "key">): ChatBody {
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
