import { holm } from "./holm";
import { exactMcNemar } from "./mcnemar";
import type { RankBand } from "./schema";

interface Pair {
  better: number;
  worse: number;
  p: number;
}

/**
 * Places that the evidence allows. Each pair of entries is compared question by question (exact McNemar test), all
 * pairs are corrected together (Holm, 5 %), and an entry's band runs from one place behind those that are surely
 * better to one place before those that are surely worse. Entries whose bands overlap are tied.
 * @param rows one row of scores per entry, all for the same questions in the same order
 * @returns bands in the order of the rows
 * @throws RangeError when rows differ in length
 * Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 */
export function rankBands(rows: readonly (readonly number[])[]): RankBand[] {
  if (rows.some((row) => row.length !== rows[0]?.length)) throw new RangeError("Rank bands need the same questions for every entry.");
  const bands = rows.map(() => ({ low: 1, high: rows.length }));
  for (const { better, worse } of surePairs(rows)) {
    const winner = bands[better];
    const loser = bands[worse];
    if (winner) winner.high -= 1;
    if (loser) loser.low += 1;
  }
  return bands;
}

/** Pairs that a test of all of them together tells apart. */
function surePairs(rows: readonly (readonly number[])[]): Pair[] {
  const pairs = allPairs(rows);
  const adjusted = holm(pairs.map((pair) => pair.p));
  return pairs.filter((_, place) => (adjusted[place] ?? 1) <= 0.05);
}

function allPairs(rows: readonly (readonly number[])[]): Pair[] {
  return rows.flatMap((row, first) =>
    rows.slice(first + 1).map((other, offset) => {
      const second = first + 1 + offset;
      const [wins, losses] = countDiscordant(row, other);
      const [better, worse] = wins >= losses ? [first, second] : [second, first];
      return { better, worse, p: exactMcNemar(wins, losses) };
    }),
  );
}

/** How often the one scores above the other, and below. A plain loop, because boards call it for every pair of rows. */
function countDiscordant(one: readonly number[], other: readonly number[]): [number, number] {
  let wins = 0;
  let losses = 0;
  for (let place = 0; place < one.length; place += 1) {
    const difference = (one[place] ?? 0) - (other[place] ?? 0);
    if (difference > 0) wins += 1;
    if (difference < 0) losses += 1;
  }
  return [wins, losses];
}
