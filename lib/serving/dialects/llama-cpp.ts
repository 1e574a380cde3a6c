import { type Dialect, openAiWords } from "./dialect";

/**
 * llama.cpp's server draws with top_k 40, top_p 0.95 and min_p 0.05, or with what it was started with, and takes the temperature
 * last. The samplers are named in the order in which other servers use them, which also switches off the rest of them.
 * Source: tools/server/README.md of llama.cpp; measured with `/slots`.
 */
export const llamaCpp: Dialect = {
  name: "llama.cpp",
  isNamed: true,
  path: "/v1/chat/completions",
  words: {
    ...openAiWords,
    top_k: { fields: ["top_k"], off: [0], own: "top_k 40" },
    min_p: { fields: ["min_p"], off: [0], own: "min_p 0.05" },
    repetition_penalty: { fields: ["repeat_penalty"], off: [1], own: "the repeat_penalty that it was started with" },
  },
  always: {
    samplers: ["penalties", "temperature", "top_k", "top_p", "min_p"],
    repeat_last_n: -1,
    dynatemp_range: 0,
    mirostat: 0,
  },
  continuing: { continue_final_message: true, add_generation_prompt: false },
  contextPath: "/props",
};
