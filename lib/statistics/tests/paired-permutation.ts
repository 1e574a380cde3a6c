import type { Resampling } from "../intervals/bca-bootstrap";
import { requireFinite, requireSameLength } from "../numerics/require-finite";
import { seededUniform } from "../numerics/seeded-uniform";

/** Up to so many differing pairs, every exchange of sides is tried: 2^22 sums. */
const enumerable = 22;

export interface PermutationTest {
  /** Two-sided. */
  p: number;
  /** Whether every exchange was tried; otherwise so many were drawn. */
  exact: boolean;
  /** Exchanges tried or drawn. */
  permutations: number;
}

/**
 * Paired permutation test of a difference of means: how often is the mean as far from zero when the two scores of
 * each question change sides at random? Exact up to 22 questions that differ, above that drawn (100,000 where nothing is
 * said). For scores of 0 and 1 it is the exact McNemar test; use `exactMcNemar` there.
 * @param ours scores
 * @param theirs scores of the same questions, same order
 * @throws RangeError for no scores, different lengths, or a score that is not finite
 * Source: R. Fisher, "The design of experiments" (1935), section 21; the drawn p is that of B. Phipson and G. Smyth,
 * Statistical Applications in Genetics and Molecular Biology 9 (2010), never zero.
 */
export function pairedPermutation(
  ours: readonly number[],
  theirs: readonly number[],
  { resamples = 100_000, seed = 1 }: Resampling = {},
): PermutationTest {
  requireSameLength(ours, theirs, "Scores");
  requireFinite(ours, "Scores");
  requireFinite(theirs, "Scores");
  const differences = Float64Array.from(ours, (score, place) => score - (theirs[place] ?? Number.NaN)).filter((value) => value !== 0);
  const sum = Math.abs(differences.reduce((total, value) => total + value, 0));
  const largest = differences.reduce((total, value) => total + Math.abs(value), 0);
  // Sums of the same numbers in another order differ in their last digits.
  const bar = sum - largest * 1e-12;
  if (differences.length <= enumerable) {
    const permutations = 2 ** differences.length;
    return { p: countEvery(differences, bar) / permutations, exact: true, permutations };
  }
  const reached = countDrawn(differences, bar, resamples, seed);
  return { p: (reached + 1) / (resamples + 1), exact: false, permutations: resamples };
}

/** Walks through all choices of signs so that each step changes one sign (the reflected code of F. Gray, 1953). */
function countEvery(differences: Float64Array, bar: number): number {
  const signed = Float64Array.from(differences);
  let sum = signed.reduce((total, value) => total + value, 0);
  let count = 1;
  for (let step = 1; step < 2 ** differences.length; step += 1) {
    const place = 31 - Math.clz32(step & -step);
    const value = signed[place] ?? 0;
    signed[place] = -value;
    sum -= 2 * value;
    if (Math.abs(sum) >= bar) count += 1;
  }
  return count;
}

/** One draw of 32 bits decides 32 signs. */
function countDrawn(differences: Float64Array, bar: number, draws: number, seed: number): number {
  const uniform = seededUniform(seed);
  let count = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    let sum = 0;
    let bits = 0;
    for (let place = 0; place < differences.length; place += 1) {
      if (place % 32 === 0) bits = (uniform() * 2 ** 32) | 0;
      const value = differences[place] ?? 0;
      sum += bits & 1 ? value : -value;
      bits >>>= 1;
    }
    if (Math.abs(sum) >= bar) count += 1;
  }
  return count;
}
