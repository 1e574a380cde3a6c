import { type Dialect, openAiWords } from "./dialect";

/**
 * LM Studio draws with what its presets say where it is not told. Of the fields below min_p alone is not documented.
 * Source: lmstudio.ai/docs, OpenAI compatibility.
 */
export const lmStudio: Dialect = {
  name: "LM Studio",
  isNamed: true,
  path: "/v1/chat/completions",
  words: {
    ...openAiWords,
    top_k: { fields: ["top_k"], off: [0], own: "top_k of its presets" },
    min_p: { fields: ["min_p"], off: [0], own: "min_p of its presets" },
    repetition_penalty: { fields: ["repeat_penalty"], off: [1], own: "repeat_penalty of its presets" },
  },
  continuing: null,
  contextPath: "/api/v0/models",
  note: "LM Studio does not document that it heeds min_p: switch min_p off in the model's presets.",
};
