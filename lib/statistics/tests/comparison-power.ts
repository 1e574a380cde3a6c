import { normalCdf, z95 } from "../numerics/normal";

/**
 * Chance that a paired comparison finds a true difference at the 5 % level, two-sided.
 * @param n questions that both sides answer, at least 1
 * @param difference true difference of mean scores, -1 to 1
 * @param discordant share of questions on which the two sides differ; at least the difference
 * Source: normal approximation of McNemar's test, R. Connor, Biometrics 43 (1987).
 */
export function comparisonPower(n: number, difference: number, discordant: number): number {
  if (!(n >= 1)) throw new RangeError("A comparison needs at least one question.");
  const size = Math.abs(difference);
  if (!(discordant > 0 && discordant <= 1 && size <= discordant)) {
    throw new RangeError(`A difference of ${difference} cannot come from a share of ${discordant} of the questions.`);
  }
  const spread = Math.sqrt(discordant - size ** 2);
  const power = (shift: number) => normalCdf((shift * Math.sqrt(n) - z95 * Math.sqrt(discordant)) / spread);
  return spread === 0 ? Number(size * Math.sqrt(n) > z95 * Math.sqrt(discordant)) : power(size) + power(-size);
}
