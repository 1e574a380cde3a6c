import { type Dialect, openAiWords } from "./dialect";

/**
 * A server that nobody knows. It is told everything in all words there are; most servers leave alone what they do not know. What it
 * refuses by name is said in other words, or left out where that changes nothing.
 */
export const plain: Dialect = {
  name: "an OpenAI-compatible server",
  isNamed: false,
  path: "/v1/chat/completions",
  words: {
    ...openAiWords,
    top_k: { fields: ["top_k"], off: [-1, 0] },
    min_p: { fields: ["min_p"], off: [0] },
    repetition_penalty: { fields: ["repetition_penalty", "repeat_penalty"], off: [1] },
  },
  continuing: { continue_final_message: true, add_generation_prompt: false },
};
