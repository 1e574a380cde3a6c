/** Shapes of statistics, browser-safe. */

/** A 95 % interval. */
export interface Interval {
  low: number;
  high: number;
}

/** An estimate from `n` values with its 95 % interval. */
export interface Estimate extends Interval {
  mean: number;
  n: number;
}

/** Ours minus theirs over the same questions, with its 95 % interval. */
export interface PairedDifference extends Interval {
  difference: number;
  n: number;
  /** Questions where ours scored higher. */
  wins: number;
  /** Questions where theirs scored higher. */
  losses: number;
  /** Two-sided, exact. */
  p: number;
}

/** The best and the worst place, counted from 1, that the evidence allows. */
export interface RankBand {
  low: number;
  high: number;
}
