import type { DeclaredMethod } from "../method";

/** An aggregator that is trained where the majority errs. */
export const aggLm = {
  id: "agglm",
  name: "AggLM",
  level: "text",
  paper: { title: "The Majority is not always right: RL training for solution aggregation", url: "https://arxiv.org/abs/2509.06870" },
  summary: "A model that was trained to doubt the majority reads all answers and writes the final one.",
  how: "An aggregator reads all answers, expects that any of them may be wrong, and writes a corrected one.",
  learns: "The aggregator, by reinforcement on questions where the majority was wrong, balanced with some where it was right.",
  needs: { scopes: ["S1_run", "S4_distil"], operations: ["generate", "train"], minMembers: 2, comparesAnswers: true },
  helpers: [{ parameter: "aggregator", role: "aggregator", otherwise: "one that is trained from Qwen2.5-1.5B-Instruct, as in the paper" }],
  moco: { suffix: "agglm" },
} satisfies DeclaredMethod;
