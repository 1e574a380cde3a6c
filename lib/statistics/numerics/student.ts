import { betaQuantile, incompleteBeta } from "./incomplete-beta";

/** Two-sided p of Student's t with so many degrees of freedom. Source: W. Gosset ("Student"), Biometrika 6 (1908). */
export function studentP(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/**
 * The t that a two-sided test at the given level must exceed, for example 2.776 at 5 % with 4 degrees of freedom.
 * @param freedom degrees of freedom, at least 1
 */
export function studentCritical(freedom: number, level = 0.05): number {
  if (!(freedom >= 1)) throw new RangeError(`Student's distribution needs a degree of freedom, not ${freedom}.`);
  const x = betaQuantile(level, freedom / 2, 0.5);
  return Math.sqrt((freedom * (1 - x)) / x);
}
