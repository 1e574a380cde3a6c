import { logGamma } from "../numerics/log-gamma";
import { exactMcNemar } from "./mcnemar";

/**
 * Two-sided mid-p of McNemar's test: the exact p counts the observed split whole, this one by half. Less cautious, and
 * close to the nominal level where discordant pairs are many; below 25 of them prefer the exact one.
 * @param wins pairs where only the first succeeded
 * @param losses pairs where only the second succeeded
 * @returns p in (0, 1]; 1 when nothing is discordant
 * Source: M. Fagerland, S. Lydersen, P. Laake, BMC Medical Research Methodology 13 (2013).
 */
export function midPMcNemar(wins: number, losses: number): number {
  const n = wins + losses;
  if (n === 0) return 1;
  const logWays = logGamma(n + 1) - logGamma(wins + 1) - logGamma(losses + 1);
  const observed = Math.exp(logWays - n * Math.LN2);
  // An even split is the middle of the distribution: both tails meet in it, and the exact p is cut at 1.
  return wins === losses ? 1 : exactMcNemar(wins, losses) - observed;
}
