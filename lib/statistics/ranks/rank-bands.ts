import { normalCdf } from "../numerics/normal";
import type { RankBand } from "../schema";
import { holm } from "../tests/holm";
import { exactMcNemar } from "../tests/mcnemar";

/** Share of boards on which chance alone may part anybody. */
const level = 0.05;

interface Pair {
  better: number;
  worse: number;
  p: number;
}

/** Some of the questions, one behind the other, and what their mean counts in the mean that is ranked; all weights add up to 1. */
export interface Part {
  questions: number;
  weight: number;
}

/**
 * Places that the evidence allows. Each pair of entries is compared question by question (exact McNemar test), all
 * pairs are corrected together (Holm, 5 %), and an entry's band runs from one place behind those that are surely
 * better to one place before those that are surely worse. Entries whose bands overlap are tied.
 *
 * Where a mean of several parts is ranked, the larger parts have more questions to tell entries apart by than they count in the
 * mean. Then nobody is surely better who is not so on the mean, too (paired normal test, stratified by part).
 * @param rows one row of scores per entry, all for the same questions in the same order
 * @param parts of what the ranked mean is made; nothing for the mean over all questions
 * @returns bands in the order of the rows
 * @throws RangeError when rows differ in length
 * Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 */
export function rankBands(rows: readonly (readonly number[])[], parts: readonly Part[] = []): RankBand[] {
  if (rows.some((row) => row.length !== rows[0]?.length)) throw new RangeError("Rank bands need the same questions for every entry.");
  const bands = rows.map(() => ({ low: 1, high: rows.length }));
  for (const { better, worse } of surePairs(rows, parts)) {
    const winner = bands[better];
    const loser = bands[worse];
    if (winner) winner.high -= 1;
    if (loser) loser.low += 1;
  }
  return bands;
}

/** Pairs that a test of all of them together tells apart. */
function surePairs(rows: readonly (readonly number[])[], parts: readonly Part[]): Pair[] {
  const pairs = allPairs(rows, parts);
  const adjusted = holm(pairs.map((pair) => pair.p));
  return pairs.filter((_, place) => (adjusted[place] ?? 1) <= level);
}

function allPairs(rows: readonly (readonly number[])[], parts: readonly Part[]): Pair[] {
  return rows.flatMap((row, first) =>
    rows.slice(first + 1).map((other, offset) => {
      const second = first + 1 + offset;
      const [wins, losses] = countDiscordant(row, other);
      const [better, worse] = wins >= losses ? [first, second] : [second, first];
      const p = exactMcNemar(wins, losses);
      // Whoever is not told apart by the questions need not be looked at again.
      if (p > level || parts.length === 0) return { better, worse, p };
      const onMean = wins >= losses ? chanceOnMean(row, other, parts) : chanceOnMean(other, row, parts);
      return { better, worse, p: Math.max(p, onMean) };
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

/** Two-sided p of the weighted mean of the differences; 1 where it is not above 0. */
function chanceOnMean(better: readonly number[], worse: readonly number[], parts: readonly Part[]): number {
  let difference = 0;
  let variance = 0;
  let place = 0;
  for (const { questions, weight } of parts) {
    let sum = 0;
    let squares = 0;
    for (const end = place + questions; place < end; place += 1) {
      const gap = (better[place] ?? 0) - (worse[place] ?? 0);
      sum += gap;
      squares += gap * gap;
    }
    difference += (weight * sum) / questions;
    variance += (weight ** 2 * (squares - sum ** 2 / questions)) / questions / Math.max(1, questions - 1);
  }
  if (difference <= 0) return 1;
  return variance > 0 ? 2 * normalCdf(-difference / Math.sqrt(variance)) : 0;
}
