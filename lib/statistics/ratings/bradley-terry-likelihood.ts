import type { Concave } from "../numerics/newton";
import type { PairCounts } from "./count-votes";

/** Pairs that met, each once. Ties are in the scores as half a win for each side. */
export interface Meetings {
  players: number;
  one: Int32Array;
  other: Int32Array;
  /** Wins of one over the other, and half of the ties. */
  score: Float64Array;
  met: Float64Array;
}

export function meetingsOf({ players, wins, ties }: PairCounts): Meetings {
  const pairs: [number, number, number, number][] = [];
  for (let one = 0; one < players; one += 1) {
    for (let other = one + 1; other < players; other += 1) {
      const [won, lost] = [wins[one * players + other] ?? 0, wins[other * players + one] ?? 0];
      const tied = ties[one * players + other] ?? 0;
      if (won + lost + tied > 0) pairs.push([one, other, won + tied / 2, won + lost + tied]);
    }
  }
  return {
    players,
    one: Int32Array.from(pairs, ([one]) => one),
    other: Int32Array.from(pairs, ([, other]) => other),
    score: Float64Array.from(pairs, ([, , score]) => score),
    met: Float64Array.from(pairs, ([, , , met]) => met),
  };
}

/**
 * Logarithm of the likelihood that strengths give to the meetings, less ridge / 2 times the sum of their squares.
 * Strengths matter only by their differences: the likelihood is held by their sum, which stays what it was at the start.
 */
export function bradleyTerryLikelihood({ players, one, other, score, met }: Meetings, ridge: number): Concave {
  return (strengths, gradient, curvature) => {
    let value = 0;
    for (let pair = 0; pair < one.length; pair += 1) {
      const i = one[pair] ?? 0;
      const j = other[pair] ?? 0;
      const all = met[pair] ?? 0;
      const won = score[pair] ?? 0;
      const gap = (strengths[i] ?? 0) - (strengths[j] ?? 0);
      // No overflow, whatever the gap.
      const small = Math.exp(-Math.abs(gap));
      const chance = (gap < 0 ? small : 1) / (1 + small);
      value += won * gap - all * (Math.max(gap, 0) + Math.log(1 + small));
      const pull = won - all * chance;
      const bend = all * chance * (1 - chance);
      gradient[i] = (gradient[i] ?? 0) + pull;
      gradient[j] = (gradient[j] ?? 0) - pull;
      const [atI, atJ] = [i * players + i, j * players + j];
      curvature[atI] = (curvature[atI] ?? 0) + bend;
      curvature[atJ] = (curvature[atJ] ?? 0) + bend;
      // j > i: the lower triangle. Each pair is there once.
      curvature[j * players + i] = -bend;
    }
    return value + holdLevel(strengths, gradient, curvature, players, players, ridge);
  };
}

/**
 * Adds the ridge, and a weight on the sum of the strengths, which changes no estimate and makes the curvature invertible.
 * @param width numbers in a row of the curvature, which may hold more than strengths
 */
export function holdLevel(
  strengths: Float64Array,
  gradient: Float64Array,
  curvature: Float64Array,
  players: number,
  width: number,
  ridge: number,
): number {
  let squares = 0;
  for (let i = 0; i < players; i += 1) {
    const strength = strengths[i] ?? 0;
    squares += strength * strength;
    gradient[i] = (gradient[i] ?? 0) - ridge * strength;
    curvature[i * width + i] = (curvature[i * width + i] ?? 0) + ridge;
    for (let j = 0; j <= i; j += 1) curvature[i * width + j] = (curvature[i * width + j] ?? 0) + 1;
  }
  return (-ridge * squares) / 2;
}
