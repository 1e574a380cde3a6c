import { type Dialect, openAiWords } from "./dialect";

/**
 * vLLM takes whatever is not told from the model's `generation_config.json`, so everything is told.
 * Source: vllm/entrypoints/openai/protocol.py.
 */
export const vllm: Dialect = {
  name: "vLLM",
  isNamed: true,
  path: "/v1/chat/completions",
  words: {
    ...openAiWords,
    top_k: { fields: ["top_k"], off: [-1, 0], own: "top_k of the model's generation_config.json" },
    min_p: { fields: ["min_p"], off: [0], own: "min_p of the model's generation_config.json" },
    repetition_penalty: { fields: ["repetition_penalty"], off: [1], own: "repetition_penalty of the model's generation_config.json" },
  },
  continuing: { continue_final_message: true, add_generation_prompt: false },
  repeatsBeginning: false,
};

/** The zoo's server speaks vLLM's words, and says itself which arithmetic it uses. */
export const zoo: Dialect = { ...vllm, name: "the zoo's server", isNamed: false };
