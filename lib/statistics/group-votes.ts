import { requireVotes } from "./count-votes";
import type { Votes } from "./votes";

/**
 * Votes added up for resampling by judge: for each pair and side, which judges gave it how many half wins.
 */
export interface GroupedVotes {
  players: number;
  judges: number;
  /** Pairs that met; `one` is the smaller number. */
  one: Int32Array;
  other: Int32Array;
  /**
   * Slot 2 * pair holds what `one` of the pair won, slot 2 * pair + 1 what `other` won. The entries of slot s are those from
   * `start[s]` to before `start[s + 1]`.
   */
  start: Int32Array;
  judge: Int32Array | Uint16Array;
  /** Half wins: 2 for a win, 1 for either side of a tie, added up. */
  halves: Int32Array | Uint8Array;
}

/** @throws RangeError as `countVotes` */
export function groupVotes(votes: Votes): GroupedVotes {
  requireVotes(votes);
  const { players, judges, winner, loser } = votes;
  const { one, other, slotOf } = numberPairs(players, winner, loser);
  return { players, judges, one, other, ...mergeJudges(spread(votes, slotOf, 2 * one.length), judges) };
}

/** Pairs in the order in which they first meet, and the slot in which a player's win over another is counted. */
function numberPairs(players: number, winner: Int32Array, loser: Int32Array) {
  const slotOf = new Int32Array(players * players).fill(-1);
  const [one, other]: [number[], number[]] = [[], []];
  for (let vote = 0; vote < winner.length; vote += 1) {
    const [first, second] = [winner[vote] ?? 0, loser[vote] ?? 0];
    if (slotOf[first * players + second] !== -1) continue;
    const [small, large] = [Math.min(first, second), Math.max(first, second)];
    slotOf[small * players + large] = 2 * one.length;
    slotOf[large * players + small] = 2 * one.length + 1;
    one.push(small);
    other.push(large);
  }
  return { one: Int32Array.from(one), other: Int32Array.from(other), slotOf };
}

/** One entry for a win, one for either side of a tie, those of one slot beside each other. */
function spread({ players, judge, winner, loser, tie }: Votes, slotOf: Int32Array, slots: number) {
  const start = new Int32Array(slots + 1);
  const won = new Int32Array(winner.length);
  for (let vote = 0; vote < winner.length; vote += 1) {
    const slot = slotOf[(winner[vote] ?? 0) * players + (loser[vote] ?? 0)] ?? 0;
    won[vote] = slot;
    start[slot + 1] = (start[slot + 1] ?? 0) + 1;
    if (tie[vote] === 1) start[(slot ^ 1) + 1] = (start[(slot ^ 1) + 1] ?? 0) + 1;
  }
  for (let slot = 0; slot < slots; slot += 1) start[slot + 1] = (start[slot + 1] ?? 0) + (start[slot] ?? 0);
  const next = start.slice();
  const judgeOf = new Int32Array(start[slots] ?? 0);
  const halves = new Int32Array(judgeOf.length);
  for (let vote = 0; vote < winner.length; vote += 1) {
    const tied = tie[vote] ?? 0;
    for (let side = 0; side <= tied; side += 1) {
      const slot = (won[vote] ?? 0) ^ side;
      const place = next[slot] ?? 0;
      next[slot] = place + 1;
      judgeOf[place] = judge[vote] ?? 0;
      halves[place] = 2 - tied;
    }
  }
  return { start, judge: judgeOf, halves };
}

/** Joins the entries that one judge has in one slot. */
function mergeJudges({ start, judge, halves }: ReturnType<typeof spread>, judges: number) {
  const sum = new Int32Array(judges);
  const merged = new Int32Array(start.length);
  let end = 0;
  for (let slot = 0; slot + 1 < start.length; slot += 1) {
    const [from, to] = [start[slot] ?? 0, start[slot + 1] ?? 0];
    const first = end;
    for (let entry = from; entry < to; entry += 1) {
      const by = judge[entry] ?? 0;
      const before = sum[by] ?? 0;
      sum[by] = before + (halves[entry] ?? 0);
      // What was read already may be overwritten: there are never more judges than entries.
      if (before === 0) judge[end++] = by;
    }
    for (let entry = first; entry < end; entry += 1) {
      const by = judge[entry] ?? 0;
      halves[entry] = sum[by] ?? 0;
      sum[by] = 0;
    }
    merged[slot + 1] = end;
  }
  return { start: merged, ...narrowed(judge.subarray(0, end), halves.subarray(0, end), judges) };
}

/** The smaller the entries, the more of them the processor's caches hold: resampling reads them again and again. */
function narrowed(judge: Int32Array, halves: Int32Array, judges: number): Pick<GroupedVotes, "judge" | "halves"> {
  const largest = halves.reduce((most, half) => Math.max(most, half), 0);
  return { judge: judges <= 2 ** 16 ? new Uint16Array(judge) : judge, halves: largest < 2 ** 8 ? new Uint8Array(halves) : halves };
}
