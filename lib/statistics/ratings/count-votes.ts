import type { Votes } from "./votes";

/** How often each pair of players met, and how it ended. */
export interface PairCounts {
  players: number;
  /** `wins[i * players + j]`: how often i beat j. */
  wins: Float64Array;
  /** `ties[i * players + j]`: how often i and j tied; the same the other way round. */
  ties: Float64Array;
}

/**
 * Adds votes up by pair.
 * @param weights how often each judge's votes count; once where nothing is said
 * @throws RangeError for columns of different lengths, or numbers of players or judges that do not exist
 */
export function countVotes(votes: Votes, weights?: ArrayLike<number>): PairCounts {
  const { players, judge, winner, loser, tie } = votes;
  requireVotes(votes);
  const [wins, ties] = [new Float64Array(players * players), new Float64Array(players * players)];
  for (let vote = 0; vote < winner.length; vote += 1) {
    const [one, other] = [winner[vote] ?? 0, loser[vote] ?? 0];
    const weight = weights ? (weights[judge[vote] ?? 0] ?? 0) : 1;
    if (tie[vote] === 1) {
      ties[one * players + other] = (ties[one * players + other] ?? 0) + weight;
      ties[other * players + one] = (ties[other * players + one] ?? 0) + weight;
    } else {
      wins[one * players + other] = (wins[one * players + other] ?? 0) + weight;
    }
  }
  return { players, wins, ties };
}

/** @throws RangeError for columns of different lengths, or numbers of players or judges that do not exist */
export function requireVotes({ players, judges, judge, winner, loser, tie }: Votes): void {
  if ([judge, loser, tie].some((column) => column.length !== winner.length)) throw new RangeError("The columns of votes differ in length.");
  for (let vote = 0; vote < winner.length; vote += 1) {
    const [one, other, by] = [winner[vote] ?? -1, loser[vote] ?? -1, judge[vote] ?? -1];
    if (one === other || one < 0 || other < 0 || by < 0 || one >= players || other >= players || by >= judges) {
      throw new RangeError(`Vote ${vote + 1} names players ${one} and ${other} and judge ${by}, which cannot be.`);
    }
  }
}

/** Counts of a list of results, for callers without judges: [i, j, wins of i over j, ties]. */
export function pairCounts(players: number, results: readonly (readonly [number, number, number, number?])[]): PairCounts {
  const [wins, ties] = [new Float64Array(players * players), new Float64Array(players * players)];
  for (const [one, other, won, tied = 0] of results) {
    if (one === other || Math.min(one, other) < 0 || Math.max(one, other) >= players || !(won >= 0 && tied >= 0)) {
      throw new RangeError(`${won} wins and ${tied} ties of player ${one} over ${other} cannot be.`);
    }
    wins[one * players + other] = (wins[one * players + other] ?? 0) + won;
    ties[one * players + other] = (ties[one * players + other] ?? 0) + tied;
    ties[other * players + one] = (ties[other * players + one] ?? 0) + tied;
  }
  return { players, wins, ties };
}
