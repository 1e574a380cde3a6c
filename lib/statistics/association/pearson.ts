import { mean } from "../numerics/mean";
import { z95 } from "../numerics/normal";
import { requireFinite, requireSameLength } from "../numerics/require-finite";
import { studentP } from "../numerics/student";
import type { Interval } from "../schema";

/** A correlation with its 95 % interval; `p` is two-sided and asks whether it is zero. */
export interface Correlation extends Interval {
  r: number;
  n: number;
  p: number;
}

/**
 * Linear correlation with the interval of Fisher's z and the p of Student's t. With few points print the interval, and
 * say what `detectableCorrelation` says; for p prefer `correlationPermutation`.
 * @param xs one number each
 * @param ys of the same things, same order; at least three, not all equal
 * @throws RangeError for too few, non-finite or constant numbers, or different lengths
 * Source: K. Pearson (1895); R. Fisher, Metron 1 (1921), for the interval.
 */
export function pearson(xs: readonly number[], ys: readonly number[]): Correlation {
  const r = correlationOf(xs, ys);
  return { r, n: xs.length, p: correlationP(r, xs.length), ...fisherInterval(r, xs.length, 1) };
}

/** p of Student's t for a correlation of n points. */
export function correlationP(r: number, n: number): number {
  return Math.abs(r) === 1 ? 0 : studentP(r * Math.sqrt((n - 2) / (1 - r * r)), n - 2);
}

/**
 * Interval of a correlation: normal on the scale of atanh, where its variance is `inflation` / (n - 3). Three points
 * leave everything open.
 */
export function fisherInterval(r: number, n: number, inflation: number): Interval {
  if (n <= 3) return { low: -1, high: 1 };
  if (Math.abs(r) === 1) return { low: r, high: r };
  const half = z95 * Math.sqrt(inflation / (n - 3));
  return { low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) };
}

/** The bare coefficient. */
export function correlationOf(xs: readonly number[], ys: readonly number[]): number {
  requireSameLength(xs, ys, "Values");
  requireFinite(xs, "Values", 3);
  requireFinite(ys, "Values", 3);
  const [centreX, centreY] = [mean(xs), mean(ys)];
  let [cross, squaresX, squaresY] = [0, 0, 0];
  xs.forEach((x, place) => {
    const [dx, dy] = [x - centreX, (ys[place] ?? Number.NaN) - centreY];
    cross += dx * dy;
    squaresX += dx * dx;
    squaresY += dy * dy;
  });
  if (xs.every((x) => x === xs[0]) || ys.every((y) => y === ys[0])) {
    throw new RangeError("Values that are all equal correlate with nothing.");
  }
  return Math.max(-1, Math.min(1, cross / Math.sqrt(squaresX * squaresY)));
}
