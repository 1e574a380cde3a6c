/** What is asked of a model, in the portal's words; each server is told in its own, see `dialect.ts`. */
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
