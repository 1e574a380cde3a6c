import type { Dialect } from "./dialect";

/**
 * Ollama's OpenAI protocol has no field for top_k, min_p and repeat_penalty, which it then takes from the model's file or adds as 40,
 * 0 and 1.1. Its own protocol has, and can also be told to refuse what does not fit instead of forgetting the beginning.
 * Source: docs/api.md and api/types.go of Ollama.
 */
export const ollama: Dialect = {
  name: "Ollama",
  isNamed: true,
  path: "/api/chat",
  words: {
    temperature: { fields: ["temperature"] },
    top_p: { fields: ["top_p"], off: [1], own: "top_p 0.9" },
    top_k: { fields: ["top_k"], off: [0], own: "top_k 40" },
    min_p: { fields: ["min_p"], off: [0], own: "min_p of the model's file" },
    repetition_penalty: { fields: ["repeat_penalty"], off: [1], own: "repeat_penalty 1.1" },
    presence_penalty: { fields: ["presence_penalty"], off: [0] },
    frequency_penalty: { fields: ["frequency_penalty"], off: [0] },
    max_tokens: { fields: ["num_predict"] },
    stop: { fields: ["stop"] },
    seed: { fields: ["seed"], mayMiss: true },
  },
  always: { typical_p: 1, mirostat: 0, repeat_last_n: -1 },
  continuing: null,
  place: (options) => ({ options, truncate: false, shift: false }),
  contextPath: "/api/ps",
};
