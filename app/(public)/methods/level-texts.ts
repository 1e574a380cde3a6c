/** One of the fourteen methods, in our words, after section 2 and Appendix B of the paper. */
export interface CatalogueEntry {
  /** The id of the registry, once the method is built. */
  id: string;
  name: string;
  level: "api" | "text" | "weight";
  how: string;
  /** What it learns from the development questions, before it sees a test question. */
  learns: string;
  /** What the portal still has to be able to do before this method can run. Null for those that run. */
  waitsFor: string | null;
}

export const levels = {
  api: {
    title: "At the API: who answers",
    text: "One model answers each question, or each stretch of text. The method decides which. Members only have to answer; nothing of theirs is changed.",
  },
  text: {
    title: "In text: talking it over",
    text: "Models read, rank, merge or judge each other's answers. Some of these methods also train on what was said, for which a contributor has to consent.",
  },
  weight: {
    title: "In the weights: becoming one model",
    text: "Parameters are averaged, sparsified or moved through weight space. Contributed models have different shapes, so each is first distilled into a student of one common shape.",
  },
} as const;

const training = "training jobs on a GPU";
const merging = "distillation to one architecture, and merging of weights";

export const catalogue: readonly CatalogueEntry[] = [
  {
    id: "prompt-routing",
    name: "Prompt Routing",
    level: "api",
    how: "A router model reads the question and one line about each member, and names the member that should answer. Its answer is the system's answer.",
    learns: "Which model is the best on the development questions; that one becomes the router.",
    waitsFor: null,
  },
  {
    id: "trained-router",
    name: "Trained Router",
    level: "api",
    how: "Like Prompt Routing, but the router is trained to name the member that does best on each development question.",
    learns: "A routing model, from the best member of each question; a reward model breaks ties.",
    waitsFor: `${training}, and a reward model`,
  },
  {
    id: "graph-routing",
    name: "Graph Routing",
    level: "api",
    how: "Questions and models are nodes of a graph, and how well a model did is an edge. A small graph network predicts the best edge of a new question.",
    learns: "The graph network, from scores of every member on every development question.",
    waitsFor: "sentence embeddings, and training of a small network",
  },
  {
    id: "switch-generation",
    name: "Switch Generation",
    level: "api",
    how: "One answer is written by many: every 25 tokens, a switcher names the member that writes the next patch.",
    learns: "The switcher, from rollouts that a reward model scored.",
    waitsFor: `${training}, a reward model, and answers continued token by token`,
  },
  {
    id: "multi-agent-refine",
    name: "Multi-Agent Refine",
    level: "text",
    how: "Every member answers. Then each reads the answers of the others and refines its own, for some rounds. A summariser writes the final answer from all of them.",
    learns: "Which member is the best on the development questions; that one becomes the summariser.",
    waitsFor: null,
  },
  {
    id: "multi-agent-finetuning",
    name: "Multi-Agent Finetuning",
    level: "text",
    how: "Members debate, and each is trained on its part in the debates that ended in agreement. The trained members then debate the test questions and vote.",
    learns: "A generating and a criticising adapter for each member; no reference answers are used.",
    waitsFor: training,
  },
  {
    id: "llm-blender",
    name: "LLM Blender",
    level: "text",
    how: "A ranker compares the members' answers two by two; a fuser writes the final answer from the three that won most often.",
    learns: "The ranker and the fuser.",
    waitsFor: training,
  },
  {
    id: "agglm",
    name: "AggLM",
    level: "text",
    how: "An aggregator reads all answers, expects that any of them may be wrong, and writes a corrected one.",
    learns: "The aggregator, by reinforcement on questions where the majority was wrong, balanced with some where it was right.",
    waitsFor: training,
  },
  {
    id: "sparta-alignment",
    name: "Sparta Alignment",
    level: "text",
    how: "Members duel on instructions while the others judge, each with the weight of its reputation. All are then aligned to what won.",
    learns: "Reputations and preferences, over three iterations.",
    waitsFor: training,
  },
  {
    id: "heterogeneous-swarms",
    name: "Heterogeneous Swarms",
    level: "text",
    how: "Members are nodes of a directed graph and pass their answers along its edges; the last node gives the answer. A particle swarm searches for the graph.",
    learns: "The graph, from scores on a quarter of the development questions.",
    waitsFor: "the swarm search",
  },
  {
    id: "dare-ties",
    name: "Dare-Ties",
    level: "weight",
    how: "Of each student's difference to the common base, entries are dropped and signs are reconciled; what is left is added to the base.",
    learns: "Nothing: the development questions are not used.",
    waitsFor: merging,
  },
  {
    id: "greedy-soup",
    name: "Greedy Soup",
    level: "weight",
    how: "Beginning with the best student, each next one is averaged in, and kept if the average got no worse.",
    learns: "Which students belong in the soup.",
    waitsFor: merging,
  },
  {
    id: "weight-extrapolation",
    name: "Weight Extrapolation (ExPO)",
    level: "weight",
    how: "A step beyond the average of the best students, away from the average of the worst.",
    learns: "The order of the students on the development questions.",
    waitsFor: merging,
  },
  {
    id: "model-swarms",
    name: "Model Swarms",
    level: "weight",
    how: "Students move through weight space as a particle swarm, drawn to their own best place and to the best of all, away from the worst.",
    learns: "The best place that any particle found on the development questions.",
    waitsFor: merging,
  },
];
