import { newton } from "../numerics/newton";
import { bradleyTerryLikelihood, type Meetings } from "./bradley-terry-likelihood";

/** In natural logarithms of odds: how far from the top a fit may end. Far below what resampling leaves open. */
const nearEnough = 1e-5;

/** A step that is longer than this share of the one before does not lead to the top soon. */
const slow = 0.7;

/**
 * Fits Bradley-Terry strengths to many similar sets of votes, starting from those of all votes each time.
 *
 * All fits share the curvature at the start: its inverse times the gradient is a step like Newton's without a matrix to factorise,
 * and each step is shorter than the one before by about as much as the curvatures differ. Where they differ much, Newton's method
 * takes over.
 * @param start strengths of all votes, which add up to 0
 * @param covariance of these, players * players: the inverse of the curvature, without the level of all strengths
 * @returns a function that fills `strengths` with those of other meetings
 */
export function refitter(start: Float64Array, covariance: Float64Array) {
  const players = start.length;
  const gradient = new Float64Array(players);
  const worth = new Float64Array(players);
  const solve = newton(players);
  return (meetings: Meetings, ridge: number, strengths: Float64Array): void => {
    strengths.set(start);
    let before = Number.POSITIVE_INFINITY;
    for (let shrinks = 0; shrinks < slow; ) {
      fillGradient(meetings, ridge, strengths, worth, gradient);
      const length = advance(strengths, covariance, gradient);
      shrinks = length / before;
      // What all further steps together still move, if each shrinks like this one.
      if (before < Number.POSITIVE_INFINITY && shrinks < slow && (length * shrinks) / (1 - shrinks) < nearEnough) return;
      before = length;
    }
    strengths.set(start);
    solve(bradleyTerryLikelihood(meetings, ridge), strengths);
  };
}

/** Wins less those that the strengths expect. Odds of a win are those of two worths, so that a pair costs no exponential. */
function fillGradient(
  { one, other, score, met }: Meetings,
  ridge: number,
  strengths: Float64Array,
  worth: Float64Array,
  gradient: Float64Array,
): void {
  for (let player = 0; player < strengths.length; player += 1) {
    const strength = strengths[player] ?? 0;
    worth[player] = Math.exp(strength);
    gradient[player] = -ridge * strength;
  }
  for (let pair = 0; pair < one.length; pair += 1) {
    const i = one[pair] ?? 0;
    const j = other[pair] ?? 0;
    const mine = worth[i] ?? 0;
    const pull = (score[pair] ?? 0) - ((met[pair] ?? 0) * mine) / (mine + (worth[j] ?? 0));
    gradient[i] = (gradient[i] ?? 0) + pull;
    gradient[j] = (gradient[j] ?? 0) - pull;
  }
}

/** @returns the length of the step: its largest part */
function advance(strengths: Float64Array, covariance: Float64Array, gradient: Float64Array): number {
  const players = strengths.length;
  let length = 0;
  for (let player = 0; player < players; player += 1) {
    const row = player * players;
    let part = 0;
    for (let other = 0; other < players; other += 1) part += (covariance[row + other] ?? 0) * (gradient[other] ?? 0);
    strengths[player] = (strengths[player] ?? 0) + part;
    length = Math.max(length, Math.abs(part));
  }
  return length;
}
