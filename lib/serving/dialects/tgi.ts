import { type Dialect, openAiWords } from "./dialect";

/**
 * Text Generation Inference has no field for top_k, min_p and repetition in chats and does nothing of its own about them; it makes a
 * repetition penalty of 2 out of a presence penalty of 0, and samples where it is told a top_p, which must be below 1. So what
 * changes nothing is left out. Source: router/src/lib.rs and validation.rs of text-generation-inference 3.
 */
export const tgi: Dialect = {
  name: "Text Generation Inference",
  isNamed: true,
  path: "/v1/chat/completions",
  words: {
    ...openAiWords,
    top_p: { fields: ["top_p"] },
    top_k: { fields: [] },
    min_p: { fields: [] },
    repetition_penalty: { fields: [] },
    presence_penalty: { fields: [] },
    frequency_penalty: { fields: ["frequency_penalty"] },
    max_tokens: { fields: ["max_tokens"] },
  },
  continuing: null,
  contextPath: "/info",
};
