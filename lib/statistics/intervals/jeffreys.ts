import { betaQuantile } from "../numerics/incomplete-beta";
import type { Interval } from "../schema";

/**
 * 95 % credible interval of a proportion under the Jeffreys prior, Beta(1/2, 1/2): the Bayesian companion of `wilson`
 * for few trials. Its end is 0 where nothing succeeded and 1 where everything did.
 * @param successes how many of `n`; 0 to n
 * @param n trials, at least 1
 * @throws RangeError when the counts are no counts
 * Source: L. Brown, T. Cai, A. DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16 (2001).
 */
export function jeffreys(successes: number, n: number): Interval {
  if (!(n >= 1) || !(successes >= 0) || successes > n) throw new RangeError(`${successes} of ${n} is no proportion.`);
  const [a, b] = [successes + 0.5, n - successes + 0.5];
  return { low: successes === 0 ? 0 : betaQuantile(0.025, a, b), high: successes === n ? 1 : betaQuantile(0.975, a, b) };
}
