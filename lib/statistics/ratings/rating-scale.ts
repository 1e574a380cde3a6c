/** Points of one natural logarithm of odds on the scale of chess: 400 points are odds of 10 to 1. */
export const pointsPerUnit = 400 / Math.LN10;

/**
 * Strengths on the scale of chess ratings.
 * @param strengths natural logarithms of odds
 * @param anchor the player that gets `level`; without one, the mean of all does
 * @param level points, 1000 where nothing is said
 * Source: A. Elo, "The rating of chessplayers" (1978).
 */
export function ratingScale(strengths: ArrayLike<number>, anchor?: number, level = 1000): number[] {
  const all = Array.from(strengths);
  const zero = anchor === undefined ? all.reduce((sum, strength) => sum + strength, 0) / all.length : all[anchor];
  if (zero === undefined || all.length === 0) throw new RangeError(`There is no player ${anchor ?? ""} to anchor the scale at.`);
  return all.map((strength) => level + (strength - zero) * pointsPerUnit);
}
