import type { DeclaredMethod } from "../method";

/** A graph network predicts who does best. Two models make no graph; the paper leaves that size out. */
export const graphRouting = {
  id: "graph-routing",
  name: "Graph Routing",
  level: "api",
  paper: { title: "GraphRouter: A Graph-based Router for LLM Selections", url: "https://arxiv.org/abs/2410.03834" },
  summary: "A small graph network that knows how well each model did on similar questions sends every question to one of them.",
  how: "Questions and models are nodes of a graph, and how well a model did is an edge. A small graph network predicts the best edge of a new question.",
  learns: "The graph network, from scores of every member on every development question.",
  needs: { scopes: ["S1_run"], operations: ["generate", "embed", "train"], minMembers: 3 },
  helpers: [],
  moco: { suffix: "graph_routing" },
} satisfies DeclaredMethod;
