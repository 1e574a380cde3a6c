import type { Interval } from "./schema";

export const resamples = 2_000;

/**
 * Uniform numbers in [0, 1) that depend on the seed alone.
 * Source: splitmix32, the 32-bit member of G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators" (2014).
 */
export function seededUniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** The value below which `share` of the sorted values lie, interpolated between neighbours (type 7 of Hyndman and Fan, 1996). */
export function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * 95 % percentile-bootstrap interval of the mean: 2,000 resamples, always the same ones for equally many values.
 * @param values at least 1
 * Source: B. Efron, R. Tibshirani, "An introduction to the bootstrap" (1993), chapter 13.
 */
export function bootstrapMean(values: readonly number[]): Interval {
  const uniform = seededUniform(values.length);
  const means = new Float64Array(resamples);
  for (let round = 0; round < resamples; round += 1) {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw += 1) sum += values[Math.floor(uniform() * values.length)] ?? 0;
    means[round] = sum / values.length;
  }
  const sorted = [...means.sort()];
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}
