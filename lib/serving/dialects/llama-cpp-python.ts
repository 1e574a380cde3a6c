import { type Dialect, openAiWords } from "./dialect";

/**
 * The server of llama-cpp-python draws with top_k 40, min_p 0.05 and repeat_penalty 1.1 where it is not told. Fields that it does not
 * know are left alone, among them those of vLLM, and values out of range are answered with 500.
 * Source: llama_cpp/server/types.py 0.3.36.
 */
export const llamaCppPython: Dialect = {
  name: "llama-cpp-python",
  isNamed: true,
  path: "/v1/chat/completions",
  words: {
    ...openAiWords,
    top_k: { fields: ["top_k"], off: [0], own: "top_k 40" },
    min_p: { fields: ["min_p"], off: [0], own: "min_p 0.05" },
    repetition_penalty: { fields: ["repeat_penalty"], off: [1], own: "repeat_penalty 1.1" },
  },
  always: { mirostat_mode: 0 },
  continuing: null,
};
