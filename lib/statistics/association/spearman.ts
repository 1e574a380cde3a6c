import { type Correlation, correlationOf, correlationP, fisherInterval } from "./pearson";
import { ranks } from "./ranks";

/**
 * Rank correlation: do the two put things in the same order, straight line or not? Equal values share their places.
 * @param xs one number each
 * @param ys of the same things, same order; at least three, not all equal
 * @throws RangeError as `pearson`
 * Source: C. Spearman (1904); the interval is that of D. Bonett and T. Wright, Psychometrika 65 (2000), whose variance on
 * Fisher's scale is (1 + r² / 2) / (n - 3).
 */
export function spearman(xs: readonly number[], ys: readonly number[]): Correlation {
  const r = correlationOf(ranks(xs), ranks(ys));
  return { r, n: xs.length, p: correlationP(r, xs.length), ...fisherInterval(r, xs.length, 1 + (r * r) / 2) };
}
