import type { DeclaredMethod } from "../method";

/** A swarm searches for the graph along which answers travel. The paper leaves two members out. */
export const heterogeneousSwarms = {
  id: "heterogeneous-swarms",
  name: "Heterogeneous Swarms",
  level: "text",
  paper: {
    title: "Heterogeneous Swarms: Jointly Optimizing Model Roles and Weights for Multi-LLM Systems",
    url: "https://arxiv.org/abs/2502.04510",
  },
  summary: "Models pass their answers along a graph that a swarm search found.",
  how: "Members are nodes of a directed graph and pass their answers along its edges; the last node gives the answer. A particle swarm searches for the graph.",
  learns: "The graph, from scores on a quarter of the development questions.",
  needs: { scopes: ["S1_run"], operations: ["generate"], minMembers: 3 },
  helpers: [],
  moco: { suffix: "heterogeneous_swarms" },
} satisfies DeclaredMethod;
