import { z95 } from "../numerics/normal";

/** 80 % point of the standard normal distribution. */
const z80 = 0.8416212335729143;

/**
 * Smallest true difference that a paired comparison finds with 80 % power at the 5 % level.
 * @param n questions that both sides answered
 * @param discordant share of questions on which the two sides differ; 0.2 where nothing better is known
 * @returns a difference of mean scores, 0 to 1
 * Source: normal approximation of McNemar's test, R. Connor, Biometrics 43 (1987), leading term.
 */
export function detectableDifference(n: number, discordant = 0.2): number {
  if (!(n >= 1)) throw new RangeError("A comparison needs at least one question.");
  return Math.min(1, (z95 + z80) * Math.sqrt(discordant / n));
}
