import type { DeclaredMethod } from "../method";

/** Pairwise ranking, then fusion of the best three. */
export const llmBlender = {
  id: "llm-blender",
  name: "LLM Blender",
  level: "text",
  paper: {
    title: "LLM-Blender: Ensembling Large Language Models with Pairwise Ranking and Generative Fusion",
    url: "https://arxiv.org/abs/2306.02561",
  },
  summary: "The answers of all models are ranked in pairs, and the best three are fused into one.",
  how: "A ranker compares the members' answers two by two; a fuser writes the final answer from the three that won most often.",
  learns: "The ranker and the fuser.",
  needs: { scopes: ["S1_run", "S4_distil"], operations: ["generate", "train"], minMembers: 2 },
  helpers: [
    { parameter: "ranker", role: "ranker", otherwise: "one that is trained from Qwen2.5-7B-Instruct, as in the paper" },
    { parameter: "fuser", role: "fuser", otherwise: "one that is trained from Qwen2.5-7B-Instruct, as in the paper" },
  ],
  moco: { suffix: "llm_blender" },
} satisfies DeclaredMethod;
