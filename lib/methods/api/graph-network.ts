import type { Random } from "@/lib/operations/contract";
import type { SparseVector } from "./text-features";

/** Numbers of a node, and of an edge. 16 and 3 in GraphRouter (arXiv 2410.03834). */
export const nodeSize = 16;
const edgeSize = 3;

/** Questions and models, and on each edge between them how well the model did. */
export interface Graph {
  questions: readonly SparseVector[];
  models: readonly SparseVector[];
  /** Of each question with each model, 0 to 1: question after question. */
  effects: Float64Array;
  /** What the network should say of the same edges: 1 for the best model of a question, 0 for the others. */
  targets: Float64Array;
}

/** All that is learned: matrices by rows, those of texts by columns, and what is added after them. */
const shapes = {
  question: null,
  questionBias: [nodeSize, 1],
  model: null,
  modelBias: [nodeSize, 1],
  edge: [edgeSize, 1],
  edgeBias: [edgeSize, 1],
  self1: [nodeSize, nodeSize],
  bias1: [nodeSize, 1],
  message1: [nodeSize, nodeSize],
  gate1: [nodeSize, edgeSize],
  self2: [nodeSize, nodeSize],
  bias2: [nodeSize, 1],
  message2: [nodeSize, nodeSize],
  gate2: [nodeSize, edgeSize],
} as const;
type Name = keyof typeof shapes;
export type Weights = Record<Name, Float64Array>;

/** Uniform around zero, the narrower the more is summed up; texts have length one, so that theirs need no such care. */
export function drawWeights(inputs: number, random: Random): Weights {
  return eachName((name) => {
    const [rows, columns] = shapes[name] ?? [nodeSize, inputs];
    const width = shapes[name] === null ? 1 : 1 / Math.sqrt(columns);
    return Float64Array.from({ length: rows * columns }, () => width * (2 * random.next() - 1));
  });
}

export function eachName(make: (name: Name) => Float64Array): Weights {
  const names = Object.keys(shapes) as Name[];
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Weights;
}

/** Vectors of texts before anything passed along the edges, one after the other. */
export function encode(texts: readonly SparseVector[], matrix: Float64Array, bias: Float64Array): Float64Array {
  const out = new Float64Array(texts.length * nodeSize);
  for (const [place, { places, values }] of texts.entries()) {
    const vector = out.subarray(place * nodeSize, (place + 1) * nodeSize);
    vector.set(bias);
    for (let entry = 0; entry < places.length; entry += 1) {
      const [from, value] = [(places[entry] ?? 0) * nodeSize, values[entry] ?? 0];
      for (let row = 0; row < nodeSize; row += 1) vector[row] = (vector[row] ?? 0) + (matrix[from + row] ?? 0) * value;
    }
  }
  return out;
}

/** What does not depend on which edges are visible. */
export function passQuestions(graph: Graph, weights: Weights) {
  const question = encode(graph.questions, weights.question, weights.questionBias);
  const model = encode(graph.models, weights.model, weights.modelBias);
  // No edge leads to a question, so that it only changes by itself.
  const question1 = positive(through(weights.self1, question, weights.bias1));
  const edge = positive(through(weights.edge, graph.effects, weights.edgeBias));
  return {
    question,
    model,
    question1,
    edge,
    sent1: through(weights.message1, question),
    sent2: through(weights.message2, question1),
  };
}
export type Passed = ReturnType<typeof passQuestions>;

/**
 * Models' vectors after two rounds in which every visible question sends what it is to every model, gated by how well that model did
 * on it. Models take the mean of what they get, so that many questions say the same as few.
 */
export function passModels(passed: Passed, weights: Weights, visible: readonly number[], models: number) {
  const gathered1 = gather(passed.sent1, passed.edge, visible, models);
  const model1 = positive(added(through(weights.self1, passed.model, weights.bias1), gated(weights.gate1, gathered1)));
  const gathered2 = gather(passed.sent2, passed.edge, visible, models);
  const model2 = added(through(weights.self2, model1, weights.bias2), gated(weights.gate2, gathered2));
  return { gathered1, model1, gathered2, model2 };
}

/** How much speaks for a model on a question: above zero if more than half. */
export function edgeScore(questions: Float64Array, question: number, models: Float64Array, model: number): number {
  let sum = 0;
  for (let row = 0; row < nodeSize; row += 1) sum += (questions[question * nodeSize + row] ?? 0) * (models[model * nodeSize + row] ?? 0);
  return sum / nodeSize;
}

/** The model for which most speaks; of equal ones the first. */
export function bestModel(questions: Float64Array, question: number, vectors: Float64Array, models: number): number {
  const scores = Array.from({ length: models }, (_, model) => edgeScore(questions, question, vectors, model));
  return scores.indexOf(Math.max(...scores));
}

/** For each model the mean over the visible questions of what they send times what stands on the edge. */
function gather(sent: Float64Array, edge: Float64Array, visible: readonly number[], models: number): Float64Array {
  const out = new Float64Array(models * nodeSize * edgeSize);
  for (const question of visible) {
    for (let model = 0; model < models; model += 1) {
      const at = (question * models + model) * edgeSize;
      for (let row = 0; row < nodeSize; row += 1) {
        const here = (sent[question * nodeSize + row] ?? 0) / visible.length;
        const to = (model * nodeSize + row) * edgeSize;
        for (let part = 0; part < edgeSize; part += 1) out[to + part] = (out[to + part] ?? 0) + here * (edge[at + part] ?? 0);
      }
    }
  }
  return out;
}

/** Takes what came back to `gather` on to what was sent and to the edges. */
export function ungather(
  back: Float64Array,
  { sent, edge, toSent, toEdge }: { sent: Float64Array; edge: Float64Array; toSent: Float64Array; toEdge: Float64Array },
  visible: readonly number[],
  models: number,
): void {
  for (const question of visible) {
    for (let model = 0; model < models; model += 1) {
      const at = (question * models + model) * edgeSize;
      for (let row = 0; row < nodeSize; row += 1) {
        const from = (model * nodeSize + row) * edgeSize;
        const here = question * nodeSize + row;
        let sum = 0;
        for (let part = 0; part < edgeSize; part += 1) {
          const share = (back[from + part] ?? 0) / visible.length;
          sum += share * (edge[at + part] ?? 0);
          toEdge[at + part] = (toEdge[at + part] ?? 0) + share * (sent[here] ?? 0);
        }
        toSent[here] = (toSent[here] ?? 0) + sum;
      }
    }
  }
}

function gated(gate: Float64Array, gathered: Float64Array): Float64Array {
  const out = new Float64Array(gathered.length / edgeSize);
  for (let at = 0; at < gathered.length; at += 1) {
    const node = Math.floor(at / edgeSize);
    out[node] = (out[node] ?? 0) + (gate[at % gate.length] ?? 0) * (gathered[at] ?? 0);
  }
  return out;
}

/** Takes what came back to `gated` on to the gate, which is added to, and to what was gathered, which is returned. */
export function ungated(back: Float64Array, gate: Float64Array, gathered: Float64Array, toGate: Float64Array): Float64Array {
  return Float64Array.from(gathered, (value, at) => {
    const here = back[Math.floor(at / edgeSize)] ?? 0;
    toGate[at % gate.length] = (toGate[at % gate.length] ?? 0) + here * value;
    return here * (gate[at % gate.length] ?? 0);
  });
}

/** One vector after the other times a matrix, plus what is added. */
function through(matrix: Float64Array, vectors: Float64Array, bias?: Float64Array): Float64Array {
  const [rows, columns] = sizesOf(matrix);
  const count = vectors.length / columns;
  const out = new Float64Array(count * rows);
  for (let node = 0; node < count; node += 1) {
    for (let row = 0; row < rows; row += 1) {
      let sum = bias?.[row] ?? 0;
      for (let column = 0; column < columns; column += 1)
        sum += (matrix[row * columns + column] ?? 0) * (vectors[node * columns + column] ?? 0);
      out[node * rows + row] = sum;
    }
  }
  return out;
}

/** Takes what came back to `through` on to the matrix and what is added, which are added to, and to the vectors, which are returned. */
export function backThrough(
  back: Float64Array,
  matrix: Float64Array,
  vectors: Float64Array,
  toMatrix: Float64Array,
  toBias?: Float64Array,
): Float64Array {
  const [rows, columns] = sizesOf(matrix);
  const out = new Float64Array(vectors.length);
  for (let node = 0; node < vectors.length / columns; node += 1) {
    for (let row = 0; row < rows; row += 1) {
      const here = back[node * rows + row] ?? 0;
      if (here === 0) continue;
      if (toBias) toBias[row] = (toBias[row] ?? 0) + here;
      for (let column = 0; column < columns; column += 1) {
        const [at, to] = [row * columns + column, node * columns + column];
        toMatrix[at] = (toMatrix[at] ?? 0) + here * (vectors[to] ?? 0);
        out[to] = (out[to] ?? 0) + here * (matrix[at] ?? 0);
      }
    }
  }
  return out;
}

function sizesOf(matrix: Float64Array): [number, number] {
  return matrix.length === edgeSize ? [edgeSize, 1] : [nodeSize, matrix.length / nodeSize];
}

function positive(values: Float64Array): Float64Array {
  return values.map((value) => Math.max(0, value));
}

function added(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((value, place) => value + (other[place] ?? 0));
}
