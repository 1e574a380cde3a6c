import { z } from "zod";
import type { Method } from "../method";
import { appendixB, decoding, samplingOf } from "../steps/decoding";
import { quoteBudget } from "../steps/quote-budget";
import { requireDev } from "../steps/require-dev";
import { requireSamePool } from "../steps/require-same-pool";
import { swarmParameters } from "../steps/swarm-parameters";
import { tellDecision } from "../steps/tell-decision";
import { type PassingSettings, passAlong } from "./pass-along";
import { foundGraph, searchGraph } from "./search-graph";

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  particles: z.int().min(1).max(64).default(5).meta({
    description: "Graphs that are looked at in each iteration.",
    unit: "particles",
    source: appendixB,
  }),
  iterations: z.int().min(1).max(64).default(5).meta({
    description: "How often the swarm moves, its start included.",
    unit: "iterations",
    source: appendixB,
  }),
  ...swarmParameters,
  devShare: z
    .number()
    .gt(0)
    .max(1)
    .default(0.25)
    .meta({ description: "Share of the development questions on which graphs are compared.", source: appendixB }),
  threshold: z.number().min(0).max(1).default(0.7).meta({
    description: "Probability that the likeliest choices have together, among which a part of a graph is drawn.",
    source: "MoCo 1.0.0",
  }),
  finalists: z.int().min(1).max(16).default(3).meta({
    description: "Best graphs that are compared once more on other development questions, since the best of many has luck in its score.",
    unit: "graphs",
    source: "this portal",
  }),
  wording: z.enum(["previous-responses", "refine"]).default("previous-responses").meta({
    description: "What is asked of a member that reads others: to use what they said, or to refine its own first answer with it.",
    source: "previous responses in the method's paper; refining is this portal's, for models that learned that wording",
  }),
  quoteBudget,
});
type Parameters = z.infer<typeof parameters>;

/** A swarm searches for the graph along which answers travel. The paper leaves two members out. */
export const heterogeneousSwarms: Method<Parameters, z.infer<typeof foundGraph>> = {
  id: "heterogeneous-swarms",
  name: "Heterogeneous Swarms",
  level: "text",
  paper: {
    title: "Heterogeneous Swarms: Jointly Optimizing Model Roles and Weights for Multi-LLM Systems",
    url: "https://arxiv.org/abs/2502.04510",
  },
  summary: "Models pass their answers along a graph that a swarm search found.",
  how: "Each member passes its answer on to one other, until all ways meet in the last one, which gives the final answer. A particle swarm searches for this graph.",
  learns: "The graph, from scores on a quarter of the development questions.",
  needs: { scopes: ["S1_run"], operations: ["generate"], minMembers: 3 },
  helpers: [],
  moco: { suffix: "heterogeneous_swarms" },
  parameters,
  laptop: { settings: { wording: "refine" }, why: "The tiniest models read others only in the wording that they have learned." },
  learned: foundGraph,

  async prepare(pool, dev, settings, operations) {
    requireDev(pool, dev);
    // Equal pools in another order must draw equal graphs.
    const labels = pool.map(({ label }) => label).sort();
    return await searchGraph(labels, dev, { ...settings, passing: passingSettings(settings) }, operations);
  },

  async answer(pool, learned, questions, settings, operations) {
    requireSamePool(pool, [learned.end, ...learned.edges.map(({ from }) => from)]);
    operations.stage("answers");
    const graph = { end: learned.end, edges: learned.edges };
    const travels = questions.map((question) => ({ graph, question }));
    const passed = await passAlong(travels, passingSettings(settings), operations);
    return passed.map(({ text, steps, shortened }) => ({
      text,
      trace: { steps, decision: { chosen: graph.end, edges: graph.edges, shortened } },
    }));
  },

  describe: ({ decision }) => {
    const edges = z
      .array(z.object({ from: z.string(), to: z.string() }))
      .catch([])
      .parse(decision.edges);
    const passes = edges.map(({ from, to }) => `${from} to ${to}`).join(", ");
    return tellDecision(
      { ...decision, edges: passes },
      {
        edges: "Passed on from",
        chosen: "Final answer written by",
        shortened: "Answers shortened to fit",
      },
    );
  },
};

function passingSettings(settings: Parameters): PassingSettings {
  return { sampling: samplingOf(settings.decoding), quoteBudget: settings.quoteBudget, wording: settings.wording };
}
