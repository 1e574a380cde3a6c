import { binomialDraws } from "./binomial-draws";
import type { Interval } from "./schema";

const resamples = 2_000;

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
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** Up to so many distinct values, resamples are drawn as counts. */
const fewValues = 8;

/**
 * 95 % percentile-bootstrap interval of the mean: 2,000 resamples, always the same ones for equal values.
 * Where only few distinct values occur, as with scores of 0 and 1, a resample is drawn as counts: how often each value
 * occurs in it is multinomial. That has the same distribution and costs one draw per value instead of one per score.
 * @param values at least 1
 * Source: B. Efron, R. Tibshirani, "An introduction to the bootstrap" (1993), chapter 13.
 */
export function bootstrapMean(values: readonly number[]): Interval {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const uniform = seededUniform(values.length);
  const resample = counts.size <= fewValues ? drawCounts(counts, values.length, uniform) : drawSingly(values, uniform);
  const sorted = Float64Array.from({ length: resamples }, resample).sort();
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

/** A function that gives the mean of one resample, drawn score by score. */
function drawSingly(values: readonly number[], uniform: () => number): () => number {
  return () => {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw += 1) sum += values[Math.floor(uniform() * values.length)] ?? 0;
    return sum / values.length;
  };
}

/** A function that gives the mean of one resample, drawn as counts of the distinct values. */
function drawCounts(counts: ReadonlyMap<number, number>, size: number, uniform: () => number): () => number {
  const groups = [...counts].sort(([one], [other]) => one - other);
  const draw = binomialDraws();
  return () => {
    let undrawn = size;
    let others = size;
    let sum = 0;
    for (const [value, count] of groups) {
      const drawn = count === others ? undrawn : draw(undrawn, count / others, uniform());
      sum += value * drawn;
      undrawn -= drawn;
      others -= count;
    }
    return sum / size;
  };
}
