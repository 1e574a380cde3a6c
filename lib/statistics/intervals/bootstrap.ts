import { binomialDraws } from "../numerics/binomial-draws";
import { percentileInterval } from "../numerics/quantile";
import { seededUniform } from "../numerics/seeded-uniform";
import type { Interval } from "../schema";

const resamples = 2_000;

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
  return percentileInterval(Float64Array.from({ length: resamples }, resample));
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
