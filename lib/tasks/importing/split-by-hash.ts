import type { Split } from "../schema";

/** A split to draw, and the share of the questions that it gets, 0 to 1. */
export interface SplitShare {
  split: Split;
  share: number;
}

/** Questions that look alike and must therefore stay together, and the hash that decides where they go. */
interface Group {
  hash: number;
  members: number[];
}

/**
 * Draws splits from a list of questions by the hashes of their texts alone: the same questions give the same splits,
 * whatever their order in the file. Questions that are near-equal go to the same side.
 * @param hashes of the questions' normalised texts
 * @param alike pairs of places in `hashes`
 * @param shares what to draw, in this order; the rest keeps its split. Every share above 0 gets at least one question
 * @returns a split for each question drawn, by its place
 */
export function splitByHash(
  hashes: readonly number[],
  alike: readonly (readonly [number, number])[],
  shares: readonly SplitShare[],
): Map<number, Split> {
  const groups = groupsOf(hashes, alike).sort((one, other) => one.hash - other.hash);
  const drawn = new Map<number, Split>();
  let next = 0;
  for (const { split, share } of shares) {
    const wanted = share <= 0 ? 0 : Math.max(1, Math.round(share * hashes.length));
    let count = 0;
    // The last group is never drawn: what is drawn from must not become empty.
    while (count < wanted && next < groups.length - 1) {
      for (const member of groups[next]?.members ?? []) {
        drawn.set(member, split);
        count += 1;
      }
      next += 1;
    }
  }
  return drawn;
}

function groupsOf(hashes: readonly number[], alike: readonly (readonly [number, number])[]): Group[] {
  const parents = new Map<number, number>();
  const rootOf = (place: number): number => {
    let root = place;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    return root;
  };
  for (const [one, other] of alike) {
    const [first, second] = [rootOf(one), rootOf(other)];
    if (first !== second) parents.set(Math.max(first, second), Math.min(first, second));
  }
  const groups = new Map<number, Group>();
  for (const [place, hash] of hashes.entries()) {
    const root = rootOf(place);
    const group = groups.get(root);
    if (!group) groups.set(root, { hash, members: [place] });
    else {
      group.hash = Math.min(group.hash, hash);
      group.members.push(place);
    }
  }
  return [...groups.values()];
}
