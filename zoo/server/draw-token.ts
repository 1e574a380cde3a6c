/** A token of the vocabulary with its raw logit. */
export interface Candidate<T> {
  token: T;
  logit: number;
}

export interface DrawRule {
  /** Above 0. */
  temperature: number;
  topP: number;
  /** 0 means no limit. */
  topK: number;
}

/**
 * Draws one token in the order that Transformers and vLLM use: temperature first, then top-k, then top-p. (llama.cpp
 * cuts before it divides by the temperature, which is another distribution.)
 *
 * @param candidates Sorted by falling logit, not empty.
 * @param uniform A number in [0, 1).
 */
export function drawToken<T>(candidates: readonly Candidate<T>[], rule: DrawRule, uniform: number): T {
  const [first] = candidates;
  if (!first) throw new Error("there is no token to draw from");
  const limited = rule.topK > 0 ? candidates.slice(0, rule.topK) : candidates;
  const weights = limited.map(({ logit }) => Math.exp((logit - first.logit) / rule.temperature));
  const kept = nucleus(weights, rule.topP);
  const total = sum(weights.slice(0, kept));
  let left = uniform * total;
  for (let place = 0; place < kept; place += 1) {
    left -= weights[place] ?? 0;
    if (left < 0) return limited[place]?.token ?? first.token;
  }
  // Rounding can leave a crumb after the last weight.
  return limited[kept - 1]?.token ?? first.token;
}

/** How many of the leading weights it takes to reach the share `topP`; at least one. */
function nucleus(weights: readonly number[], topP: number): number {
  if (topP >= 1) return weights.length;
  const target = topP * sum(weights);
  let reached = 0;
  for (const [place, weight] of weights.entries()) {
    reached += weight;
    if (reached >= target) return place + 1;
  }
  return weights.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * The uniform numbers of one generation: Mulberry32 (Tommy Ettinger, public domain) over the folded seed.
 * One number per step, so that a draw depends on the seed and the step alone.
 */
export function uniforms(seed: number): () => number {
  let state = fold(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** All 53 bits of the seed count, not only the low half. MurmurHash3's finaliser (Austin Appleby, public domain). */
function fold(seed: number): number {
  const high = Math.floor(seed / 2 ** 32) | 0;
  let mixed = (seed | 0) ^ Math.imul(high, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
