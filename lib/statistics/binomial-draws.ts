/** Standard deviations around the mean outside of which a draw practically never falls. */
const reach = 10;

/**
 * Draws from binomial distributions by inversion, so that one uniform number gives one draw, whatever the number of
 * trials. Tables are kept for the life of the returned function.
 * @returns a function of trials, chance of success in (0, 1), and a uniform number in [0, 1)
 */
export function binomialDraws(): (trials: number, chance: number, uniform: number) => number {
  const tables = new Map<string, { first: number; cumulative: Float64Array }>();
  const logFactorials = [0];
  return (trials, chance, uniform) => {
    const key = `${trials} ${chance}`;
    const table = tables.get(key) ?? tabulate(trials, chance, logFactorials);
    tables.set(key, table);
    return table.first + firstAbove(table.cumulative, uniform);
  };
}

function tabulate(trials: number, chance: number, logFactorials: number[]) {
  const deviation = Math.sqrt(trials * chance * (1 - chance)) + 1;
  const first = Math.max(0, Math.floor(trials * chance - reach * deviation));
  const last = Math.min(trials, Math.ceil(trials * chance + reach * deviation));
  const cumulative = new Float64Array(last - first + 1);
  let sum = 0;
  for (let successes = first; successes <= last; successes += 1) {
    const ways =
      logFactorial(trials, logFactorials) - logFactorial(successes, logFactorials) - logFactorial(trials - successes, logFactorials);
    sum += Math.exp(ways + successes * Math.log(chance) + (trials - successes) * Math.log1p(-chance));
    cumulative[successes - first] = sum;
  }
  return { first, cumulative };
}

/** Natural logarithm of n!, from a table that grows as needed. */
function logFactorial(n: number, table: number[]): number {
  for (let next = table.length; next <= n; next += 1) table.push((table[next - 1] ?? 0) + Math.log(next));
  return table[n] ?? 0;
}

/** Index of the first entry above a value; the last one where rounding left the table short of 1. */
function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 1) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
