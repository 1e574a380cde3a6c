import { requireVotes } from "./count-votes";
import type { Votes } from "./votes";

/**
 * Votes added up for resampling by judge: of each judge only how often which result of which pair occurred.
 */
export interface GroupedVotes {
  players: number;
  judges: number;
  /** Pairs that met; `one` is the smaller number. */
  one: Int32Array;
  other: Int32Array;
  /** Judge j's entries are those from `start[j]` to before `start[j + 1]`. */
  start: Int32Array;
  /** 2 * pair for a result of `one`, 2 * pair + 1 for one of `other`. */
  slot: Int32Array;
  /** Half wins: 2 for a win, 1 for either side of a tie, added up. */
  halves: Int32Array;
}

/** @throws RangeError as `countVotes` */
export function groupVotes(votes: Votes): GroupedVotes {
  requireVotes(votes);
  const { players, judges, winner, loser } = votes;
  const pairAt = new Int32Array(players * players).fill(-1);
  const pairs: [number, number][] = [];
  for (let vote = 0; vote < winner.length; vote += 1) {
    const [one, other] = [Math.min(winner[vote] ?? 0, loser[vote] ?? 0), Math.max(winner[vote] ?? 0, loser[vote] ?? 0)];
    if (pairAt[one * players + other] !== -1) continue;
    pairAt[one * players + other] = pairs.length;
    pairs.push([one, other]);
  }
  return {
    players,
    judges,
    one: Int32Array.from(pairs, ([one]) => one),
    other: Int32Array.from(pairs, ([, other]) => other),
    ...entriesOf(votes, pairAt, pairs.length),
  };
}

/** Votes of one judge after the other, each slot of a judge once. */
function entriesOf({ players, judges, judge, winner, loser, tie }: Votes, pairAt: Int32Array, pairs: number) {
  const byJudge = orderByJudge(judge, judges);
  const start = new Int32Array(judges + 1);
  const slot = new Int32Array(2 * winner.length);
  const halves = new Int32Array(2 * winner.length);
  const sum = new Int32Array(2 * pairs);
  let [end, at] = [0, 0];
  for (let by = 0; by < judges; by += 1) {
    const from = end;
    for (; at < byJudge.length && judge[byJudge[at] ?? 0] === by; at += 1) {
      const vote = byJudge[at] ?? 0;
      const [one, other] = [winner[vote] ?? 0, loser[vote] ?? 0];
      const won = 2 * (pairAt[Math.min(one, other) * players + Math.max(one, other)] ?? 0) + Number(one > other);
      const tied = tie[vote] === 1;
      for (const side of tied ? [won, won ^ 1] : [won]) {
        if (sum[side] === 0) slot[end++] = side;
        sum[side] = (sum[side] ?? 0) + (tied ? 1 : 2);
      }
    }
    for (let entry = from; entry < end; entry += 1) {
      const side = slot[entry] ?? 0;
      halves[entry] = sum[side] ?? 0;
      sum[side] = 0;
    }
    start[by + 1] = end;
  }
  return { start, slot: slot.slice(0, end), halves: halves.slice(0, end) };
}

/** Numbers of the votes, those of the first judge first: a counting sort. */
function orderByJudge(judge: Int32Array, judges: number): Int32Array {
  const next = new Int32Array(judges + 1);
  for (const by of judge) next[by + 1] = (next[by + 1] ?? 0) + 1;
  for (let by = 0; by < judges; by += 1) next[by + 1] = (next[by + 1] ?? 0) + (next[by] ?? 0);
  const order = new Int32Array(judge.length);
  judge.forEach((by, vote) => {
    const place = next[by] ?? 0;
    order[place] = vote;
    next[by] = place + 1;
  });
  return order;
}
