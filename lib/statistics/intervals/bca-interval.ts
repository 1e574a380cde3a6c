import { mean } from "../numerics/mean";
import { normalCdf, normalQuantile, z95 } from "../numerics/normal";
import { quantile } from "../numerics/quantile";
import type { Interval } from "../schema";

/**
 * 95 % bias-corrected and accelerated interval from resampled values: the percentiles are moved by how far the
 * resamples lie from the estimate (bias) and by how its spread changes with its size (acceleration).
 * @param estimate of the statistic on the data
 * @param resampled the statistic on each resample, in any order
 * @param leftOut the statistic without each single value (jackknife)
 * @throws RangeError where all resamples lie on one side of the estimate or all are equal: no interval follows from them
 * Source: B. Efron, "Better bootstrap confidence intervals", JASA 82 (1987).
 */
export function bcaInterval(estimate: number, resampled: ArrayLike<number>, leftOut: readonly number[]): Interval {
  const sorted = Float64Array.from(resampled).sort();
  const share = sorted.reduce((sum, value) => sum + sideOf(value, estimate), 0) / sorted.length;
  if (!(share > 0 && share < 1) || sorted[0] === sorted[sorted.length - 1]) {
    throw new RangeError("The resamples do not surround the estimate, so that no interval follows from them: too few or equal values.");
  }
  const bias = normalQuantile(share);
  const acceleration = accelerationOf(leftOut);
  const place = (point: number) => normalCdf(bias + (bias + point) / (1 - acceleration * (bias + point)));
  return { low: quantile(sorted, place(-z95)), high: quantile(sorted, place(z95)) };
}

/** Below counts whole, equal counts half. */
function sideOf(value: number, estimate: number): number {
  if (value === estimate) return 0.5;
  return value < estimate ? 1 : 0;
}

function accelerationOf(leftOut: readonly number[]): number {
  const centre = mean(leftOut);
  let squares = 0;
  let cubes = 0;
  for (const value of leftOut) {
    const distance = centre - value;
    squares += distance ** 2;
    cubes += distance ** 3;
  }
  return squares === 0 ? 0 : cubes / squares ** 1.5 / 6;
}
