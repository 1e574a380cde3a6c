import { normalQuantile, z95 } from "../numerics/normal";

/**
 * Decisive votes (ties not counted) after which a true share of wins is told from one half at the 5 % level.
 * @param share true share of wins, not one half: 0.6 needs 194 votes, 0.55 needs 783
 * @param power chance of finding it, 0.8 where nothing is said
 * @throws RangeError for a share of one half, which no number of votes tells from itself
 * Source: J. Fleiss, "Statistical methods for rates and proportions" (1981), chapter 2.
 */
export function votesNeeded(share: number, power = 0.8): number {
  if (!(share >= 0 && share <= 1) || share === 0.5) throw new RangeError(`A share of ${share} cannot be told from one half.`);
  if (!(power > 0 && power < 1)) throw new RangeError(`${power} is no power.`);
  const root = (z95 * 0.5 + normalQuantile(power) * Math.sqrt(share * (1 - share))) / Math.abs(share - 0.5);
  return Math.ceil(root ** 2);
}
