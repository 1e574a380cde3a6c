/**
 * Exact two-sided p of McNemar's test: could as lopsided a split of the discordant pairs come from a fair coin?
 * Concordant pairs say nothing and do not enter. For graded scores the same formula is the exact sign test.
 * @param wins pairs where only the first succeeded
 * @param losses pairs where only the second succeeded
 * @returns p in (0, 1]; 1 when nothing is discordant
 * Source: Q. McNemar, Psychometrika 12 (1947), in its exact binomial form.
 */
export function exactMcNemar(wins: number, losses: number): number {
  const n = wins + losses;
  const fewer = Math.min(wins, losses);
  let logTerm = -n * Math.LN2;
  let tail = 0;
  for (let count = 0; count <= fewer; count += 1) {
    tail += Math.exp(logTerm);
    logTerm += Math.log(n - count) - Math.log(count + 1);
  }
  return Math.min(1, 2 * tail);
}
