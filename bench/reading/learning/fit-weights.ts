import type { Candidate, Weights } from "@/lib/reading/prose/weigh";

/** An answer to learn from. */
export interface Example {
  candidates: readonly Candidate[];
  /** Keys of the candidates that a careful person takes for the answer. */
  right: ReadonlySet<string>;
  weight: number;
}

const rounds = 160;
const firstStep = 0.05;
const longestStep = 0.3;
const shortestStep = 1e-4;

/** An example with the names of evidence as numbers. */
interface Row {
  candidates: readonly Int32Array[];
  isRight: readonly boolean[];
  weight: number;
}

/**
 * Weights under which the right candidates are likeliest: a conditional logit whose right mention is latent, fitted by
 * RPROP (Riedmiller and Braun 1993) on the whole data with an L2 penalty. Deterministic.
 */
export function fitWeights(examples: readonly Example[], penalty: number): Weights {
  const names = [...new Set(examples.flatMap(({ candidates }) => candidates.flatMap(({ evidence }) => evidence)))].sort();
  const places = new Map(names.map((name, place) => [name, place]));
  const rows = examples.flatMap((example) => rowOf(example, places));
  const weights = new Float64Array(names.length);
  const steps = new Float64Array(names.length).fill(firstStep);
  const before = new Float64Array(names.length);
  for (let round = 0; round < rounds; round += 1) {
    const slope = slopes(rows, weights);
    for (let place = 0; place < names.length; place += 1) move(place, { slope, weights, steps, before, penalty });
  }
  return Object.fromEntries(names.map((name, place) => [name, weights[place] ?? 0]));
}

function rowOf({ candidates, right, weight }: Example, places: ReadonlyMap<string, number>): Row[] {
  const isRight = candidates.map(({ key }) => right.has(key));
  if (!isRight.includes(true)) return [];
  return [{ candidates: candidates.map(({ evidence }) => Int32Array.from(evidence, (name) => places.get(name) ?? 0)), isRight, weight }];
}

interface Descent {
  slope: Float64Array;
  weights: Float64Array;
  steps: Float64Array;
  before: Float64Array;
  penalty: number;
}

function move(place: number, { slope, weights, steps, before, penalty }: Descent): void {
  const own = (slope[place] ?? 0) - penalty * (weights[place] ?? 0);
  const agreement = own * (before[place] ?? 0);
  const pace = agreement < 0 ? 0.5 : 1;
  const step = Math.min(longestStep, Math.max(shortestStep, (steps[place] ?? firstStep) * (agreement > 0 ? 1.2 : pace)));
  steps[place] = step;
  before[place] = agreement < 0 ? 0 : own;
  if (agreement >= 0) weights[place] = (weights[place] ?? 0) + Math.sign(own) * step;
}

function slopes(rows: readonly Row[], weights: Float64Array): Float64Array {
  const slope = new Float64Array(weights.length);
  for (const { candidates, isRight, weight } of rows) {
    const sums = candidates.map((evidence) => evidence.reduce((sum, place) => sum + (weights[place] ?? 0), 0));
    const most = Math.max(...sums);
    const raised = sums.map((sum) => Math.exp(sum - most));
    const total = raised.reduce((sum, one) => sum + one, 0);
    const mass = raised.reduce((sum, one, place) => sum + (isRight[place] ? one : 0), 0);
    for (const [place, evidence] of candidates.entries()) {
      const one = raised[place] ?? 0;
      const pull = weight * ((isRight[place] ? one / mass : 0) - one / total);
      if (Math.abs(pull) > 1e-7) for (const name of evidence) slope[name] = (slope[name] ?? 0) + pull;
    }
  }
  return slope;
}
