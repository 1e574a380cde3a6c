import { z95 } from "../numerics/normal";
import type { Interval } from "../schema";

/**
 * 95 % interval of a proportion.
 * @param successes how many of `n`; 0 to n
 * @param n trials, at least 1
 * @returns low and high in 0 to 1
 * @throws RangeError when the counts are no counts
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export function wilson(successes: number, n: number): Interval {
  if (!(n >= 1) || !(successes >= 0) || successes > n) throw new RangeError(`${successes} of ${n} is no proportion.`);
  const share = successes / n;
  const squared = z95 ** 2;
  const centre = (share + squared / (2 * n)) / (1 + squared / n);
  const half = (z95 / (1 + squared / n)) * Math.sqrt((share * (1 - share)) / n + squared / (4 * n ** 2));
  // The formula reaches 0 and 1 exactly there, but not in floating point.
  return { low: successes === 0 ? 0 : Math.max(0, centre - half), high: successes === n ? 1 : Math.min(1, centre + half) };
}
