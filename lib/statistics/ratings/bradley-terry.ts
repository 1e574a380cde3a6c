import { inverseCurvature, newton } from "../numerics/newton";
import { bradleyTerryLikelihood, meetingsOf } from "./bradley-terry-likelihood";
import type { PairCounts } from "./count-votes";
import { requireRateable, winGroups } from "./win-groups";

export interface Ratings {
  /** Natural logarithm of the odds of beating an average player; they add up to 0. */
  strengths: Float64Array;
  /** Of the strengths, from the curvature of the likelihood: right only where votes are independent. */
  standardErrors: Float64Array;
  /** Of the strengths, players * players: the variance of a gap is c[i, i] + c[j, j] - 2 c[i, j]. */
  covariance: Float64Array;
  /** Comparisons of each player. */
  battles: Float64Array;
  /** Whether only the ridge keeps the strengths finite: then say so beside them. */
  heldByRidge: boolean;
}

/**
 * Bradley-Terry strengths of players from pairwise results, by maximum likelihood. A tie is half a win for each side;
 * `davidson` is the check of that convention.
 * @param counts at least two players
 * @param ridge weight of the strengths' squares, half of it per square; 0 for none. A light one is 0.01.
 * @throws RangeError where no finite strengths exist and no ridge is given: see `winGroups`
 * Source: R. Bradley, M. Terry, Biometrika 39 (1952); existence: L. Ford (1957).
 */
export function bradleyTerry(counts: PairCounts, ridge = 0): Ratings {
  if (counts.players < 2) throw new RangeError("Ratings need at least two players.");
  if (!(ridge >= 0)) throw new RangeError(`${ridge} is no ridge.`);
  if (ridge === 0) requireRateable(counts);
  const { players } = counts;
  const likelihood = bradleyTerryLikelihood(meetingsOf(counts), ridge);
  const strengths = new Float64Array(players);
  newton(players)(likelihood, strengths);
  return {
    strengths,
    ...uncertainty(inverseCurvature(likelihood, strengths), players, players),
    battles: battlesOf(counts),
    heldByRidge: !isRateable(counts),
  };
}

function isRateable(counts: PairCounts): boolean {
  return winGroups(counts).verdict === "rateable";
}

/**
 * Covariance of the strengths, without the direction in which all move together.
 * @param inverse width * width; behind the strengths it may hold other parameters
 */
export function uncertainty(inverse: Float64Array, width: number, players: number): Pick<Ratings, "standardErrors" | "covariance"> {
  const covariance = new Float64Array(players * players);
  for (let i = 0; i < players; i += 1) {
    for (let j = 0; j < players; j += 1) covariance[i * players + j] = inverse[i * width + j] ?? 0;
  }
  removeLevel(covariance, players);
  return { covariance, standardErrors: Float64Array.from({ length: players }, (_, i) => Math.sqrt(covariance[i * players + i] ?? 0)) };
}

/** Takes the mean of each row and column away, so that no variance of the common level remains. */
function removeLevel(covariance: Float64Array, players: number): void {
  const rows = Array.from({ length: players }, (_, i) => covariance.subarray(i * players, (i + 1) * players));
  const means = rows.map((row) => row.reduce((sum, value) => sum + value, 0) / players);
  const all = means.reduce((sum, value) => sum + value, 0) / players;
  rows.forEach((row, i) => {
    for (let j = 0; j < players; j += 1) row[j] = (row[j] ?? 0) - (means[i] ?? 0) - (means[j] ?? 0) + all;
  });
}

export function battlesOf({ players, wins, ties }: PairCounts): Float64Array {
  return Float64Array.from({ length: players }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < players; j += 1) sum += (wins[i * players + j] ?? 0) + (wins[j * players + i] ?? 0) + (ties[i * players + j] ?? 0);
    return sum;
  });
}
