import type { PairCounts } from "./count-votes";

/** Whether votes can place all players on one scale. */
export interface WinGroups {
  /**
   * Players from which each reaches each other by wins and ties. Only one group with everybody gives finite ratings.
   */
  groups: number[][];
  /** "rateable"; "separated": some group never lost to the others, or never won; "unconnected": groups never met. */
  verdict: "rateable" | "separated" | "unconnected";
}

/**
 * Looks whether Bradley-Terry strengths exist: only where whoever wants to can walk from each player to each other along
 * "beat or tied" does the likelihood have a top. A model that never lost has no finite rating.
 * Source: L. Ford, American Mathematical Monthly 64 (1957); groups by M. Sharir, Computers and Mathematics 7 (1981).
 */
export function winGroups({ players, wins, ties }: PairCounts): WinGroups {
  const beats = (one: number, other: number) => (wins[one * players + other] ?? 0) + (ties[one * players + other] ?? 0) > 0;
  const everyone = Array.from({ length: players }, (_, player) => player);
  const order = finishOrder(everyone, beats);
  const groups = collect(order, (one, other) => beats(other, one)).map((group) => group.sort((one, other) => one - other));
  if (groups.length <= 1) return { groups, verdict: "rateable" };
  const islands = collect(everyone, (one, other) => beats(one, other) || beats(other, one));
  return { groups, verdict: islands.length > 1 ? "unconnected" : "separated" };
}

/** Players in the opposite order of finishing a walk along the wins, depth first. */
function finishOrder(players: readonly number[], leads: (one: number, other: number) => boolean): number[] {
  const seen = new Set<number>();
  const finished: number[] = [];
  for (const start of players) {
    const path = seen.has(start) ? [] : [start];
    seen.add(start);
    for (let player = path.at(-1); player !== undefined; player = path.at(-1)) {
      const from = player;
      const next = players.find((other) => !seen.has(other) && leads(from, other));
      if (next === undefined) finished.unshift(...path.splice(-1));
      else {
        seen.add(next);
        path.push(next);
      }
    }
  }
  return finished;
}

/** Groups of what is reached from each player that no earlier group holds, in the order of the players. */
function collect(players: readonly number[], leads: (one: number, other: number) => boolean): number[][] {
  const seen = new Set<number>();
  return players.flatMap((start) => {
    if (seen.has(start)) return [];
    seen.add(start);
    const group = [start];
    for (const player of group) {
      const reached = players.filter((other) => !seen.has(other) && leads(player, other));
      for (const other of reached) seen.add(other);
      group.push(...reached);
    }
    return [group];
  });
}

/**
 * @throws RangeError that says who cannot be placed, unless all players are one group
 */
export function requireRateable(counts: PairCounts): void {
  const { groups, verdict } = winGroups(counts);
  if (verdict === "rateable") return;
  const smallest = groups.reduce((least, group) => (group.length < least.length ? group : least));
  const why = verdict === "unconnected" ? "were never compared with the others" : "only won or only lost against the others";
  throw new RangeError(`No ratings exist: players ${smallest.join(", ")} ${why}. Collect more votes, or give a ridge and say so.`);
}
