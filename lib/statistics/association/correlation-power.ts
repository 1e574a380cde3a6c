import { normalCdf } from "../numerics/normal";
import { studentCritical } from "../numerics/student";

/** The absolute r that n points must exceed for p < 0.05, two-sided: 0.707 for 8. @throws RangeError below 3 points */
export function criticalCorrelation(n: number): number {
  if (!(n >= 3)) throw new RangeError(`A correlation needs three points, not ${n}.`);
  const t = studentCritical(n - 2);
  return t / Math.sqrt(n - 2 + t * t);
}

/**
 * Chance that n points show a true correlation at the 5 % level, two-sided.
 * @param n points, at least 4
 * @param r the true correlation, -1 to 1
 * Source: J. Cohen, "Statistical power analysis" (1988), section 12.7: normal approximation of Fisher's z, bias-corrected.
 */
export function correlationPower(n: number, r: number): number {
  if (!(n >= 4)) throw new RangeError(`The power of a correlation needs four points, not ${n}.`);
  if (!(Math.abs(r) <= 1)) throw new RangeError(`${r} is no correlation.`);
  const size = Math.abs(r);
  if (size === 1) return 1;
  const shifted = Math.atanh(size) + size / (2 * (n - 1));
  const bar = Math.atanh(criticalCorrelation(n));
  const spread = Math.sqrt(n - 3);
  return normalCdf((shifted - bar) * spread) + normalCdf((-shifted - bar) * spread);
}

/** Smallest true correlation that n points show with 80 % power at the 5 % level. @param n points, at least 4 */
export function detectableCorrelation(n: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (correlationPower(n, middle) < 0.8) low = middle;
    else high = middle;
  }
  return high;
}
