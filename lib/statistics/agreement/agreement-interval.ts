import type { Resampling } from "../intervals/bca-bootstrap";
import { percentileInterval } from "../numerics/quantile";
import { seededUniform } from "../numerics/seeded-uniform";
import type { Interval } from "../schema";
import { type Agreement, coincidences, krippendorffAlpha, type Metric } from "./krippendorff-alpha";

/** Below so many things that two people labelled, alpha is no evidence. */
const fewUnits = 20;

export interface AgreementEstimate extends Agreement, Interval {
  /** Whether enough things were labelled twice to speak of agreement at all. */
  evidence: boolean;
  /** Resamples in which all labels were the same, so that alpha does not exist; they are left out of the interval. */
  undefinedResamples: number;
}

/**
 * Krippendorff's alpha with a 95 % percentile interval that resamples the labelled things.
 * @throws RangeError as `krippendorffAlpha`, and where alpha exists in fewer than half of the resamples
 * Source: A. Zapf et al., "Measuring inter-rater reliability for nominal data", BMC Medical Research Methodology 16 (2016).
 */
export function agreementInterval(
  units: readonly (readonly number[])[],
  metric: Metric,
  { resamples = 2_000, seed = 1 }: Resampling = {},
): AgreementEstimate {
  const agreement = krippendorffAlpha(units, metric);
  const table = coincidences(units, metric);
  const uniform = seededUniform(seed);
  const weights = new Int32Array(agreement.units);
  const drawn = Array.from({ length: resamples }, () => {
    weights.fill(0);
    for (let draw = 0; draw < weights.length; draw += 1) {
      const unit = Math.floor(uniform() * weights.length);
      weights[unit] = (weights[unit] ?? 0) + 1;
    }
    return table.alphaOf(weights);
  }).filter((alpha) => alpha !== null);
  if (drawn.length < resamples / 2) throw new RangeError("Almost all labels are the same: no interval of the agreement exists.");
  return {
    ...agreement,
    ...percentileInterval(Float64Array.from(drawn)),
    evidence: agreement.units >= fewUnits,
    undefinedResamples: resamples - drawn.length,
  };
}
