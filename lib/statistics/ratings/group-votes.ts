import { type PairCounts, requireVotes } from "./count-votes";
import type { Votes } from "./votes";

/** Votes sorted by how they ended, so that they can be added up again for other weights of the judges. */
export interface GroupedVotes {
  players: number;
  judges: number;
  /** Pairs that met; `one` is the smaller number. */
  one: Int32Array;
  other: Int32Array;
  /** Of each vote its judge. Those of outcome s are from start[s] to before start[s + 1]: see `outcomes`. */
  judge: Int32Array;
  start: Int32Array;
}

/** Outcomes of a pair: 3 * pair for a win of one, 3 * pair + 1 for a win of other, 3 * pair + 2 for a tie. */
export const outcomes = 3;

/** @throws RangeError as `countVotes` */
export function groupVotes(votes: Votes): GroupedVotes {
  requireVotes(votes);
  const { players, judges, judge } = votes;
  const { one, other, outcome, start } = numberOutcomes(votes);
  for (let place = 1; place < start.length; place += 1) start[place] = (start[place] ?? 0) + (start[place - 1] ?? 0);
  const next = start.slice();
  const sorted = new Int32Array(judge.length);
  for (let vote = 0; vote < judge.length; vote += 1) {
    const ended = outcome[vote] ?? 0;
    const place = next[ended] ?? 0;
    next[ended] = place + 1;
    sorted[place] = judge[vote] ?? 0;
  }
  return { players, judges, one, other, judge: sorted, start };
}

/** Pairs in the order in which they first meet, of each vote its outcome, and how often each outcome occurs: s at start[s + 1]. */
function numberOutcomes({ players, winner, loser, tie }: Votes) {
  const winOf = new Int32Array(players * players).fill(-1);
  const [one, other]: [number[], number[]] = [[], []];
  const outcome = new Int32Array(winner.length);
  const counts = new Int32Array(outcomes * Math.min(winner.length, (players * (players - 1)) / 2) + 1);
  for (let vote = 0; vote < winner.length; vote += 1) {
    const [first, second] = [winner[vote] ?? 0, loser[vote] ?? 0];
    let win = winOf[first * players + second] ?? 0;
    if (win === -1) {
      win = outcomes * one.length + Number(first > second);
      winOf[first * players + second] = win;
      winOf[second * players + first] = first > second ? win - 1 : win + 1;
      one.push(Math.min(first, second));
      other.push(Math.max(first, second));
    }
    const ended = tie[vote] === 1 ? win - (win % outcomes) + 2 : win;
    outcome[vote] = ended;
    counts[ended + 1] = (counts[ended + 1] ?? 0) + 1;
  }
  return { one: Int32Array.from(one), other: Int32Array.from(other), outcome, start: counts.slice(0, outcomes * one.length + 1) };
}

/** How often each pair met, each judge counting once. */
export function countGrouped({ players, one, other, start }: GroupedVotes): PairCounts {
  const [wins, ties] = [new Float64Array(players * players), new Float64Array(players * players)];
  const size = (outcome: number) => (start[outcome + 1] ?? 0) - (start[outcome] ?? 0);
  one.forEach((i, pair) => {
    const j = other[pair] ?? 0;
    wins[i * players + j] = size(outcomes * pair);
    wins[j * players + i] = size(outcomes * pair + 1);
    ties[i * players + j] = size(outcomes * pair + 2);
    ties[j * players + i] = size(outcomes * pair + 2);
  });
  return { players, wins, ties };
}
