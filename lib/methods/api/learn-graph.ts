import type { Random } from "@/lib/operations/contract";
import { evaluate, lossAndGradients, type Masking } from "./graph-gradients";
import { drawWeights, eachName, type Graph, passModels, passQuestions, type Weights } from "./graph-network";

export interface LearningSettings {
  epochs: number;
  learningRate: number;
  /** Random halves of the questions that each step averages over. */
  maskings: number;
  /** Share of the questions that choose the best epoch and are not learned from. */
  heldOut: number;
}

/** A network after the epoch that did best, and models' vectors in it with all questions visible. */
export interface LearnedGraph {
  weights: Weights;
  vectors: Float64Array;
  epoch: number;
  /** Questions that chose the epoch. */
  chosenOn: number;
}

/** Decay of weights of AdamW in GraphRouter (arXiv 2410.03834), the two memories and the smallest divisor of PyTorch. */
const decay = 1e-4;
const [firstMemory, secondMemory, smallest] = [0.9, 0.999, 1e-8];

/**
 * Learns which model is best on which question. Equal graphs and random numbers give equal networks.
 * @param inputs length of the vectors of texts
 */
export async function learnGraph(graph: Graph, inputs: number, settings: LearningSettings, random: Random): Promise<LearnedGraph> {
  const weights = drawWeights(inputs, random);
  const questions = random.shuffle(graph.questions.map((_, place) => place));
  // One question at least must be learned from; a handful cannot choose.
  const chosenOn = Math.floor(settings.heldOut * questions.length);
  const [held, seen] = [questions.slice(0, chosenOn), questions.slice(chosenOn)];
  const step = adamW(weights, settings.learningRate);
  let best = { weights: copied(weights), epoch: 0, worth: Number.NEGATIVE_INFINITY, loss: Number.POSITIVE_INFINITY };
  for (let epoch = 1; epoch <= settings.epochs; epoch += 1) {
    const maskings = Array.from({ length: settings.maskings }, () => halve(random.shuffle(seen)));
    step(lossAndGradients(graph, weights, maskings).gradients);
    if (chosenOn > 0) {
      const here = evaluate(graph, weights, { visible: seen, asked: held });
      if (here.worth > best.worth || (here.worth === best.worth && here.loss < best.loss))
        best = { weights: copied(weights), epoch, ...here };
    }
    // Others must get their turn: an epoch takes some milliseconds.
    await new Promise((done) => setImmediate(done));
  }
  const last = { weights: copied(weights), epoch: settings.epochs };
  const { weights: kept, epoch } = chosenOn > 0 ? best : last;
  const { model2 } = passModels(passQuestions(graph, kept), kept, questions, graph.models.length);
  return { weights: kept, vectors: model2, epoch, chosenOn };
}

/** A question alone is both visible and asked about. */
function halve(questions: readonly number[]): Masking {
  const half = Math.ceil(questions.length / 2);
  return { visible: questions.slice(0, half), asked: questions.length > half ? questions.slice(half) : questions };
}

function copied(weights: Weights): Weights {
  return eachName((name) => weights[name].slice());
}

/** AdamW (arXiv 1711.05101): changes weights in place, each call one step. */
function adamW(weights: Weights, learningRate: number): (gradients: Weights) => void {
  const first = eachName((name) => new Float64Array(weights[name].length));
  const second = eachName((name) => new Float64Array(weights[name].length));
  let steps = 0;
  return (gradients) => {
    steps += 1;
    const [firstShare, secondShare] = [1 - firstMemory ** steps, 1 - secondMemory ** steps];
    eachName((name) => {
      const [all, means, squares] = [weights[name], first[name], second[name]];
      for (const [place, gradient] of gradients[name].entries()) {
        const mean = firstMemory * (means[place] ?? 0) + (1 - firstMemory) * gradient;
        const square = secondMemory * (squares[place] ?? 0) + (1 - secondMemory) * gradient ** 2;
        means[place] = mean;
        squares[place] = square;
        const change = mean / firstShare / (Math.sqrt(square / secondShare) + smallest);
        all[place] = (all[place] ?? 0) * (1 - learningRate * decay) - learningRate * change;
      }
      return all;
    });
  };
}
