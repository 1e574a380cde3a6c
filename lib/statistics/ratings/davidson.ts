import { type Concave, inverseCurvature, newton } from "../numerics/newton";
import { battlesOf, type Ratings, uncertainty } from "./bradley-terry";
import { bradleyTerryLikelihood, holdLevel, meetingsOf } from "./bradley-terry-likelihood";
import type { PairCounts } from "./count-votes";
import { requireRateable, winGroups } from "./win-groups";

export interface DavidsonRatings extends Ratings {
  /** How readily ties happen: between equals, nu / (2 + nu) of the meetings end in one. 0 without ties. */
  nu: number;
}

interface Row {
  one: number;
  other: number;
  won: number;
  lost: number;
  tied: number;
}

/**
 * Bradley-Terry strengths in a model that explains ties instead of halving them: a tie is the more likely the more equal
 * the two are. Compare the order with that of `bradleyTerry`: where they differ, the convention matters.
 * @param counts at least two players
 * @param ridge as for `bradleyTerry`
 * @throws RangeError as `bradleyTerry`, and where every meeting was a tie
 * Source: R. Davidson, JASA 65 (1970). M. Newman, Journal of Machine Learning Research 24 (2023), writes nu as 2 nu.
 */
export function davidson(counts: PairCounts, ridge = 0): DavidsonRatings {
  const { players, wins, ties } = counts;
  if (players < 2) throw new RangeError("Ratings need at least two players.");
  if (wins.every((count) => count === 0)) throw new RangeError("Every comparison was a tie, which gives no order.");
  if (ridge === 0) requireRateable(counts);
  const tied = ties.some((count) => count > 0);
  const width = tied ? players + 1 : players;
  const point = new Float64Array(width);
  const likelihood = tied ? davidsonLikelihood(counts, ridge) : bradleyTerryLikelihood(meetingsOf(counts), ridge);
  newton(width)(likelihood, point);
  return {
    strengths: point.slice(0, players),
    nu: tied ? Math.exp(point[players] ?? 0) : 0,
    ...uncertainty(inverseCurvature(likelihood, point), width, players),
    battles: battlesOf(counts),
    heldByRidge: winGroups(counts).verdict !== "rateable",
  };
}

/** The point is the strengths and, behind them, the logarithm of nu. Half the gap and ties are the sufficient statistics. */
function davidsonLikelihood(counts: PairCounts, ridge: number): Concave {
  const { players } = counts;
  const width = players + 1;
  const rows = rowsOf(counts);
  const add = (values: Float64Array, place: number, amount: number) => {
    values[place] = (values[place] ?? 0) + amount;
  };
  return (point, gradient, curvature) => {
    const readiness = point[players] ?? 0;
    let value = 0;
    for (const { one, other, won, lost, tied } of rows) {
      const half = ((point[one] ?? 0) - (point[other] ?? 0)) / 2;
      const top = Math.max(Math.abs(half), readiness);
      const [win, loss, tie] = [Math.exp(half - top), Math.exp(-half - top), Math.exp(readiness - top)];
      const sum = win + loss + tie;
      const all = won + lost + tied;
      value += (won - lost) * half + tied * readiness - all * (top + Math.log(sum));
      const lean = (win - loss) / sum;
      const tying = tie / sum;
      const pull = (won - lost - all * lean) / 2;
      add(gradient, one, pull);
      add(gradient, other, -pull);
      add(gradient, players, tied - all * tying);
      const bend = (all * ((win + loss) / sum - lean * lean)) / 4;
      const both = (-all * lean * tying) / 2;
      add(curvature, one * width + one, bend);
      add(curvature, other * width + other, bend);
      add(curvature, other * width + one, -bend);
      add(curvature, players * width + one, both);
      add(curvature, players * width + other, -both);
      add(curvature, players * width + players, all * tying * (1 - tying));
    }
    return value + holdLevel(point, gradient, curvature, players, width, ridge);
  };
}

/** `other` is always the larger number, so that the lower triangle is filled. */
function rowsOf({ players, wins, ties }: PairCounts): Row[] {
  const rows: Row[] = [];
  for (let one = 0; one < players; one += 1) {
    for (let other = one + 1; other < players; other += 1) {
      const [won, lost] = [wins[one * players + other] ?? 0, wins[other * players + one] ?? 0];
      const tied = ties[one * players + other] ?? 0;
      if (won + lost + tied > 0) rows.push({ one, other, won, lost, tied });
    }
  }
  return rows;
}
