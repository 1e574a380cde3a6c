import { z } from "zod";
import type { Method } from "../method";
import { askEach, baseRequest, step } from "../steps/ask";
import { appendixB, decoding, samplingOf } from "../steps/decoding";
import { requireDev } from "../steps/require-dev";
import { requireSamePool } from "../steps/require-same-pool";
import { scoreMembers } from "../steps/score-members";
import { standingOf } from "../steps/standing";
import { tellDecision } from "../steps/tell-decision";
import { bestModel, encode, type Graph, nodeSize } from "./graph-network";
import { learnGraph } from "./learn-graph";
import { learnFeatures, type TextFeatures, textFeatures, vectorsOf } from "./text-features";

const parameters = z.strictObject({
  decoding: decoding.prefault({}),
  features: z.enum(["n-grams", "embeddings"]).default("n-grams").meta({
    description: "What texts are compared by: pieces of a few letters, which need no model, or the vectors of an embedding model.",
    source: "this portal; all-MiniLM-L6-v2 in MoCo 1.0.0",
  }),
  epochs: z
    .int()
    .min(1)
    .max(2_000)
    .default(200)
    .meta({
      description: "How often the network learns from all development questions.",
      unit: "epochs",
      source: `this portal; 10 in ${appendixB}, in which it learns next to nothing`,
    }),
  learningRate: z
    .number()
    .gt(0)
    .max(1)
    .default(1e-2)
    .meta({ description: "Learning rate.", source: `this portal; 0.0001 in ${appendixB}` }),
  maskings: z
    .int()
    .min(1)
    .max(128)
    .default(4)
    .meta({
      description: "How many random halves of the development questions are hidden in turn in each step.",
      unit: "halves",
      source: `this portal; 32 in ${appendixB}`,
    }),
  heldOut: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.1)
    .meta({ description: "Share of the development questions that choose the best epoch.", source: "MoCo 1.0.0" }),
});
type Parameters = z.infer<typeof parameters>;

const vector = z.array(z.number());
const learned = z.object({
  /** Labels in the order in which the network knows them. */
  members: z.array(z.string()).min(1),
  features: textFeatures,
  /** How a question enters the graph: a matrix by columns, and what is added. */
  question: z.object({ matrix: vector, bias: vector.length(nodeSize) }),
  /** Of each member, once all development questions were passed on to it: new questions change no member. */
  vectors: z.array(vector.length(nodeSize)).min(1),
  /** The epoch that was kept, and how many questions chose it; with none it is the last. */
  epoch: z.int(),
  chosenOn: z.int(),
  /** The member that is best on all of dev, for questions that have nothing in common with any of it. */
  best: z.string(),
});
type Learned = z.infer<typeof learned>;

/** A graph network predicts who does best. Two models make no graph; the paper leaves that size out. */
export const graphRouting: Method<Parameters, Learned> = {
  id: "graph-routing",
  name: "Graph Routing",
  level: "api",
  paper: { title: "GraphRouter: A Graph-based Router for LLM Selections", url: "https://arxiv.org/abs/2410.03834" },
  summary: "A small graph network that knows how well each model did on similar questions sends every question to one of them.",
  how: "Questions and models are nodes of a graph, and how well a model did is an edge. Models gather what they did well on, and a small graph network predicts the best edge of a new question.",
  learns: "The graph network, from scores of every member on every development question.",
  needs: { scopes: ["S1_run"], operations: ["generate"], minMembers: 3 },
  helpers: [],
  moco: { suffix: "graph_routing" },
  parameters,
  learned,

  async prepare(pool, dev, settings, operations) {
    requireDev(pool, dev);
    // Equal pools in another order must learn equal networks.
    const members = pool.toSorted((one, other) => (one.label < other.label ? -1 : 1));
    const prompts = dev.map(({ prompt }) => prompt);
    const descriptions = members.map(({ description }) => description);
    operations.stage("text features");
    const features = await learnFeatures(settings.features, [...prompts, ...descriptions], operations);
    const texts = await vectorsOf(features, [...prompts, ...descriptions], operations);
    const scores = await scoreMembers(members, dev, samplingOf(settings.decoding), operations);
    const standing = standingOf(dev, scores, members.length);
    const graph: Graph = {
      questions: texts.slice(0, dev.length),
      models: texts.slice(dev.length),
      effects: Float64Array.from(scores.flat()),
      targets: Float64Array.from(
        dev.flatMap((question, place) => {
          const best = standing.bestOf(question, scores[place] ?? []);
          return members.map((_, member) => (member === best ? 1 : 0));
        }),
      ),
    };
    operations.stage("training of the graph network");
    const network = await learnGraph(graph, inputsOf(features), settings, operations.random("graph network"));
    return {
      members: members.map(({ label }) => label),
      features,
      question: { matrix: rounded(network.weights.question), bias: rounded(network.weights.questionBias) },
      vectors: members.map((_, member) => rounded(network.vectors.slice(member * nodeSize, (member + 1) * nodeSize))),
      epoch: network.epoch,
      chosenOn: network.chosenOn,
      best: members[standing.best]?.label ?? "",
    };
  },

  async answer(pool, { members, features, question: { matrix, bias }, vectors, best }, questions, settings, operations) {
    requireSamePool(pool, members);
    operations.stage("routing");
    const texts = await vectorsOf(
      features,
      questions.map(({ prompt }) => prompt),
      operations,
    );
    const encoded = encode(texts, Float64Array.from(matrix), Float64Array.from(bias));
    const models = Float64Array.from(vectors.flat());
    const chosen = questions.map((question, place) => {
      const isUnknown = texts[place]?.places.length === 0;
      return { question, isUnknown, member: isUnknown ? best : (members[bestModel(encoded, place, models, members.length)] ?? best) };
    });
    operations.stage("answers");
    const sampling = samplingOf(settings.decoding);
    const answers = await askEach(chosen, ({ question, member }) => baseRequest(member, question, sampling), operations);
    return answers.map(({ member, isUnknown, generation }) => ({
      text: generation.text,
      trace: {
        steps: [step("answer", member, generation)],
        decision: {
          chosen: member,
          rule: isUnknown
            ? "best on practice questions where the question has nothing in common with any"
            : "predicted by the graph network",
          fallbacks: isUnknown ? 1 : 0,
        },
      },
    }));
  },

  describe: ({ decision }) =>
    tellDecision(decision, { rule: "Rule", chosen: "Answer taken from", fallbacks: "Questions unlike all practice questions" }),
};

function inputsOf(features: TextFeatures): number {
  return features.kind === "n-grams" ? features.weights.length : features.center.length;
}

/** Six digits are more than any choice hangs on, and a tenth of the room. */
function rounded(values: Float64Array): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(6)));
}
