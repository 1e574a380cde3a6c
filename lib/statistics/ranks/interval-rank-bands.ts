import type { Interval, RankBand } from "../schema";

/**
 * Places that the evidence allows where entries answered different questions, so that `rankBands` cannot pair them:
 * one entry is surely better than another only if its whole interval lies above the other's.
 * @param intervals 95 % intervals, higher is better
 * @returns bands in the order of the intervals
 * Source: the rule of Chatbot Arena, W.-L. Chiang et al., arXiv 2403.04132, section 4.
 */
export function intervalRankBands(intervals: readonly Interval[]): RankBand[] {
  return intervals.map((own) => ({
    low: 1 + intervals.filter((other) => other.low > own.high).length,
    high: intervals.length - intervals.filter((other) => other.high < own.low).length,
  }));
}
