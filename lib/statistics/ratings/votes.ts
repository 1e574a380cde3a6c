/** Votes as columns: one place per vote. The same for a thousand votes and for a million. */
export interface Votes {
  /** How many players there are; they are numbered from 0. */
  players: number;
  /** How many judges there are; they are numbered from 0. */
  judges: number;
  judge: Int32Array;
  /** The player that won; either of the two for a tie. */
  winner: Int32Array;
  loser: Int32Array;
  /** 1 for a tie. */
  tie: Uint8Array;
}

/** One vote with names. `outcome` says which side was better. */
export interface NamedVote {
  judge: string;
  left: string;
  right: string;
  outcome: "left" | "right" | "tie";
}

/**
 * Numbers the players and judges of named votes.
 * @returns the columns, with the names in the order of their numbers (of first appearance)
 * @throws RangeError for a vote between a player and itself
 */
export function voteColumns(votes: readonly NamedVote[]): Votes & { playerNames: string[]; judgeNames: string[] } {
  const players = new Map<string, number>();
  const judges = new Map<string, number>();
  const columns = {
    judge: new Int32Array(votes.length),
    winner: new Int32Array(votes.length),
    loser: new Int32Array(votes.length),
    tie: new Uint8Array(votes.length),
  };
  votes.forEach(({ judge, left, right, outcome }, place) => {
    if (left === right) throw new RangeError(`Vote ${place + 1} compares ${left} with itself.`);
    const sides = [numberOf(players, left), numberOf(players, right)] as const;
    const [winner, loser] = outcome === "right" ? [sides[1], sides[0]] : sides;
    columns.judge[place] = numberOf(judges, judge);
    columns.winner[place] = winner;
    columns.loser[place] = loser;
    columns.tie[place] = Number(outcome === "tie");
  });
  return { ...columns, players: players.size, judges: judges.size, playerNames: [...players.keys()], judgeNames: [...judges.keys()] };
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const present = numbers.get(name) ?? numbers.size;
  numbers.set(name, present);
  return present;
}
