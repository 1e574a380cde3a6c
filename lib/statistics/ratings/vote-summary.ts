import { wilson } from "../intervals/wilson";
import type { Interval } from "../schema";
import { exactMcNemar } from "../tests/mcnemar";

/** The outcome of votes for one side against another, with a 95 % interval of the rate. */
export interface VoteSummary extends Interval {
  wins: number;
  ties: number;
  losses: number;
  n: number;
  /** Share of wins where a tie is half a win. */
  rate: number;
  /** Exact sign test of wins against losses, two-sided; ties do not enter. */
  p: number;
}

/**
 * Win rate of one side, ties half. The interval is Wilson's for the rate, which ties can only make too wide. It takes votes
 * as independent: with several votes per judge use `clusteredMean`. For position effects give the votes for the first side.
 * @throws RangeError for no votes, or counts that are none
 */
export function voteSummary({ wins, ties, losses }: { wins: number; ties: number; losses: number }): VoteSummary {
  if (![wins, ties, losses].every((count) => count >= 0)) throw new RangeError(`${wins}, ${ties} and ${losses} are no counts.`);
  const n = wins + ties + losses;
  if (n === 0) throw new RangeError("A win rate needs at least one vote.");
  const score = wins + ties / 2;
  return { wins, ties, losses, n, rate: score / n, p: exactMcNemar(wins, losses), ...wilson(score, n) };
}
