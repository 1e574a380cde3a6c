import { mean } from "@/lib/statistics/numerics/mean";
import {
  backThrough,
  bestModel,
  eachName,
  edgeScore,
  type Graph,
  nodeSize,
  type Passed,
  passModels,
  passQuestions,
  ungated,
  ungather,
  type Weights,
} from "./graph-network";
import type { SparseVector } from "./text-features";

/** Whose edges are visible to models, and of which questions the network says who is best. */
export interface Masking {
  visible: readonly number[];
  asked: readonly number[];
}

/** What was sent along and what comes back to it, summed over maskings. */
type Returned = Record<keyof Passed, Float64Array>;

/**
 * Mean over the maskings of the cross-entropy of the edges of the questions that are asked about, and how it changes with every weight.
 * A question that is asked about has no visible edge, just as one that will be answered: learning and use see the same.
 */
export function lossAndGradients(graph: Graph, weights: Weights, maskings: readonly Masking[]): { loss: number; gradients: Weights } {
  const passed = passQuestions(graph, weights);
  const gradients = eachName((name) => new Float64Array(weights[name].length));
  const empty = (values: Float64Array) => new Float64Array(values.length);
  const { question, model, question1, edge, sent1, sent2 } = passed;
  const returned: Returned = {
    question: empty(question),
    model: empty(model),
    question1: empty(question1),
    edge: empty(edge),
    sent1: empty(sent1),
    sent2: empty(sent2),
  };
  let loss = 0;
  for (const masking of maskings) loss += passBack(graph, passed, weights, masking, 1 / maskings.length, { returned, gradients });

  addTo(returned.question1, backThrough(returned.sent2, weights.message2, question1, gradients.message2));
  const before1 = whereOn(returned.question1, question1);
  addTo(returned.question, backThrough(before1, weights.self1, question, gradients.self1, gradients.bias1));
  addTo(returned.question, backThrough(returned.sent1, weights.message1, question, gradients.message1));
  backThrough(whereOn(returned.edge, edge), weights.edge, graph.effects, gradients.edge, gradients.edgeBias);
  backToTexts(returned.question, graph.questions, gradients.question, gradients.questionBias);
  backToTexts(returned.model, graph.models, gradients.model, gradients.modelBias);
  return { loss, gradients };
}

/** The same mean without any change, and the mean effect of the models for which most speaks. */
export function evaluate(graph: Graph, weights: Weights, { visible, asked }: Masking): { loss: number; worth: number } {
  const models = graph.models.length;
  const passed = passQuestions(graph, weights);
  const { model2 } = passModels(passed, weights, visible, models);
  const effects = asked.map((place) => graph.effects[place * models + bestModel(passed.question, place, model2, models)] ?? 0);
  return { loss: eachEdge(graph, passed.question, model2, asked, () => {}), worth: mean(effects) };
}

interface Sums {
  returned: Returned;
  gradients: Weights;
}

/** Adds what one masking gives to the sums. @returns its part of the loss */
function passBack(graph: Graph, passed: Passed, weights: Weights, masking: Masking, share: number, { returned, gradients }: Sums): number {
  const models = graph.models.length;
  const { gathered1, model1, gathered2, model2 } = passModels(passed, weights, masking.visible, models);
  const back2 = new Float64Array(model2.length);
  const loss = eachEdge(graph, passed.question, model2, masking.asked, (error, question, model) => {
    const step = (share * error) / nodeSize;
    for (let row = 0; row < nodeSize; row += 1) {
      const [from, to] = [question * nodeSize + row, model * nodeSize + row];
      returned.question[from] = (returned.question[from] ?? 0) + step * (model2[to] ?? 0);
      back2[to] = (back2[to] ?? 0) + step * (passed.question[from] ?? 0);
    }
  });
  const toGathered2 = ungated(back2, weights.gate2, gathered2, gradients.gate2);
  ungather(toGathered2, { sent: passed.sent2, edge: passed.edge, toSent: returned.sent2, toEdge: returned.edge }, masking.visible, models);
  const back1 = whereOn(backThrough(back2, weights.self2, model1, gradients.self2, gradients.bias2), model1);
  const toGathered1 = ungated(back1, weights.gate1, gathered1, gradients.gate1);
  ungather(toGathered1, { sent: passed.sent1, edge: passed.edge, toSent: returned.sent1, toEdge: returned.edge }, masking.visible, models);
  addTo(returned.model, backThrough(back1, weights.self1, passed.model, gradients.self1, gradients.bias1));
  return share * loss;
}

/** Calls with the change of the mean loss by the score of each edge. @returns the mean loss */
function eachEdge(
  graph: Graph,
  questions: Float64Array,
  models: Float64Array,
  asked: readonly number[],
  call: (error: number, question: number, model: number) => void,
): number {
  const count = graph.models.length;
  const edges = asked.length * count;
  let loss = 0;
  for (const question of asked) {
    for (let model = 0; model < count; model += 1) {
      const score = edgeScore(questions, question, models, model);
      const target = graph.targets[question * count + model] ?? 0;
      // Without overflow: log(1 + e^s) = max(s, 0) + log(1 + e^-|s|).
      loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - target * score;
      call((1 / (1 + Math.exp(-score)) - target) / edges, question, model);
    }
  }
  return loss / edges;
}

function backToTexts(back: Float64Array, texts: readonly SparseVector[], toMatrix: Float64Array, toBias: Float64Array): void {
  for (const [text, { places, values }] of texts.entries()) {
    const here = back.subarray(text * nodeSize, (text + 1) * nodeSize);
    addTo(toBias, here);
    for (let entry = 0; entry < places.length; entry += 1) {
      const [to, value] = [(places[entry] ?? 0) * nodeSize, values[entry] ?? 0];
      for (let row = 0; row < nodeSize; row += 1) toMatrix[to + row] = (toMatrix[to + row] ?? 0) + (here[row] ?? 0) * value;
    }
  }
}

/** Nothing comes back through what was cut to zero. */
function whereOn(back: Float64Array, values: Float64Array): Float64Array {
  return back.map((value, place) => ((values[place] ?? 0) > 0 ? value : 0));
}

function addTo(sum: Float64Array, more: Float64Array): void {
  for (let place = 0; place < sum.length; place += 1) sum[place] = (sum[place] ?? 0) + (more[place] ?? 0);
}
