import { mean } from "../numerics/mean";
import { requireFinite } from "../numerics/require-finite";
import { seededUniform } from "../numerics/seeded-uniform";
import type { Resampling, StatisticEstimate } from "./bca-bootstrap";
import { bcaInterval } from "./bca-interval";

/**
 * Mean with its 95 % BCa interval; as `bcaBootstrap` gives, in a fraction of the time.
 * @param values at least two, not all equal
 * @throws RangeError for too few, equal or non-finite values
 * Source: B. Efron, "Better bootstrap confidence intervals", JASA 82 (1987).
 */
export function bcaMean(values: readonly number[], { resamples = 2_000, seed = 1 }: Resampling = {}): StatisticEstimate {
  requireFinite(values, "Values", 2);
  const n = values.length;
  const uniform = seededUniform(seed);
  const source = Float64Array.from(values);
  const drawn = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let draw = 0; draw < n; draw += 1) sum += source[Math.floor(uniform() * n)] ?? 0;
    return sum / n;
  });
  const estimate = mean(values);
  const leftOut = values.map((value) => (estimate * n - value) / (n - 1));
  return { estimate, n, ...bcaInterval(estimate, drawn, leftOut) };
}
