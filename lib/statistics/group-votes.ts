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
  const { players, judges, judge, winner, loser, tie } = votes;
  const { one, other, winOf } = numberPairs(players, winner, loser);
  const start = new Int32Array(outcomes * one.length + 1);
  const outcome = new Int32Array(winner.length);
  for (let vote = 0; vote < winner.length; vote += 1) {
    const win = winOf[(winner[vote] ?? 0) * players + (loser[vote] ?? 0)] ?? 0;
    const ended = tie[vote] === 1 ? win - (win % outcomes) + 2 : win;
    outcome[vote] = ended;
    start[ended + 1] = (start[ended + 1] ?? 0) + 1;
  }
  for (let place = 1; place < start.length; place += 1) start[place] = (start[place] ?? 0) + (start[place - 1] ?? 0);
  const next = start.slice();
  const sorted = new Int32Array(winner.length);
  for (let vote = 0; vote < winner.length; vote += 1) {
    const ended = outcome[vote] ?? 0;
    const place = next[ended] ?? 0;
    next[ended] = place + 1;
    sorted[place] = judge[vote] ?? 0;
  }
  return { players, judges, one, other, judge: sorted, start };
}

/** Pairs in the order in which they first meet, and the outcome that a player's win over another is. */
function numberPairs(players: number, winner: Int32Array, loser: Int32Array) {
  const winOf = new Int32Array(players * players).fill(-1);
  const [one, other]: [number[], number[]] = [[], []];
  for (let vote = 0; vote < winner.length; vote += 1) {
    const [first, second] = [winner[vote] ?? 0, loser[vote] ?? 0];
    if (winOf[first * players + second] !== -1) continue;
    const [small, large] = [Math.min(first, second), Math.max(first, second)];
    winOf[small * players + large] = outcomes * one.length;
    winOf[large * players + small] = outcomes * one.length + 1;
    one.push(small);
    other.push(large);
  }
  return { one: Int32Array.from(one), other: Int32Array.from(other), winOf };
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
