import { mean } from "@/lib/statistics/numerics/mean";
import { normalCdf } from "@/lib/statistics/numerics/normal";

/** What a member is worth as a judge, after all duels so far. */
export interface Standing {
  reputation: number;
  /** How much its reputation moves. */
  deviation: number;
  /** Its latest changes, the last one at the end. */
  changes: readonly number[];
}

/** Numbers of the method's paper (arXiv 2506.04721) as MoCo 1.0.0 has them. */
export const newcomer: Standing = { reputation: 100, deviation: 0.5, changes: [] };
const [lowestReputation, lowestDeviation, leastSurprise] = [10, 0.1, 0.01];
const remembered = 10;

/**
 * Both standings after a duel.
 * @param difference of the weighted scores, the one's minus the other's
 * @param settled duels of this iteration that were settled before: reputations move less and less
 */
export function settle(one: Standing, other: Standing, difference: number, settled: number): [Standing, Standing] {
  const strength = Math.max(5, 10 * 0.9 ** (settled / 10));
  const z = (one.reputation - other.reputation) / Math.sqrt(one.deviation ** 2 + other.deviation ** 2);
  const distance = Math.max(Math.abs(normalCdf(z) - normalCdf(-z)), leastSurprise);
  const factor = (strength * distance) / 20;
  return [moved(one, factor * difference), moved(other, -factor * difference)];
}

function moved({ reputation, deviation, changes }: Standing, by: number): Standing {
  const change = by * Math.tanh(deviation);
  const latest = [...changes, change].slice(-remembered);
  return {
    reputation: Math.max(lowestReputation, reputation + change),
    deviation: Math.max(lowestDeviation, populationDeviation(latest)),
    changes: latest,
  };
}

function populationDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}
