import type { DeclaredMethod } from "../method";

/** A particle swarm of weights. */
export const modelSwarms = {
  id: "model-swarms",
  name: "Model Swarms",
  level: "weight",
  paper: {
    title: "Model Swarms: Collaborative Search to Adapt LLM Experts via Swarm Intelligence",
    url: "https://arxiv.org/abs/2410.11163",
  },
  summary: "The models search weight space together, as a swarm does.",
  how: "Students move through weight space as a particle swarm, drawn to their own best place and to the best of all, away from the worst.",
  learns: "The best place that any particle found on the development questions.",
  needs: { scopes: ["S1_run", "S5_merge"], operations: ["generate", "merge"], minMembers: 2, sameArchitecture: true },
  helpers: [],
  moco: { suffix: "model_swarms" },
} satisfies DeclaredMethod;
