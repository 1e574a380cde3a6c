import type { ChatBody } from "./asked";
import { type Dialect, openAiWords } from "./dialect";

/**
 * `transformers serve` answers 422 to fields that it does not know, and takes whatever is not told from the model's
 * `generation_config.json`; it is told in one of its own. It has no presence penalty, reads a frequency penalty as one of repetition,
 * and does not continue answers. Source: transformers/cli/serving of 5.24, and what it answered.
 */
export const transformersServe: Dialect = {
  name: "transformers serve",
  isNamed: true,
  path: "/v1/chat/completions",
  words: {
    ...openAiWords,
    top_k: { fields: ["top_k"], off: [0] },
    min_p: { fields: ["min_p"], off: [0] },
    repetition_penalty: { fields: ["repetition_penalty"], off: [1] },
    presence_penalty: { fields: [] },
    frequency_penalty: { fields: [] },
  },
  continuing: null,
  place: placeInConfig,
  loadsOnDemand: true,
  note: "Start it without --continuous-batching, which draws every text as the first one was asked for.",
};

function placeInConfig(fields: Readonly<Record<string, unknown>>, asked: ChatBody): Record<string, unknown> {
  const { top_k, min_p, repetition_penalty, ...rest } = fields;
  const config = {
    do_sample: asked.temperature > 0,
    num_beams: 1,
    no_repeat_ngram_size: 0,
    typical_p: 1,
    epsilon_cutoff: 0,
    eta_cutoff: 0,
    max_new_tokens: asked.max_tokens,
    top_k,
    min_p,
    repetition_penalty,
  };
  return { ...rest, generation_config: JSON.stringify(config) };
}
