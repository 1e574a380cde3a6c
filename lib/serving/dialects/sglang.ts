import { type Dialect, openAiWords } from "./dialect";

/**
 * SGLang takes whatever is not told from the model's `generation_config.json`. It has no `add_generation_prompt`.
 * Source: sglang/srt/entrypoints/openai/protocol.py.
 */
export const sglang: Dialect = {
  name: "SGLang",
  isNamed: true,
  path: "/v1/chat/completions",
  words: {
    ...openAiWords,
    top_k: { fields: ["top_k"], off: [-1], own: "top_k of the model's generation_config.json" },
    min_p: { fields: ["min_p"], off: [0], own: "min_p of the model's generation_config.json" },
    repetition_penalty: { fields: ["repetition_penalty"], off: [1], own: "repetition_penalty of the model's generation_config.json" },
  },
  continuing: { continue_final_message: true },
  repeatsBeginning: false,
  contextPath: "/get_server_info",
};
