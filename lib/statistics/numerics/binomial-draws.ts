/** Standard deviations around the mean outside of which a draw practically never falls. */
const reach = 8;

interface Table {
  first: number;
  cumulative: Float64Array;
}

/**
 * Draws from binomial distributions by inversion, so that one uniform number gives one draw, whatever the number of
 * trials. Tables are kept for the life of the returned function.
 * @returns a function of trials, chance of success in (0, 1), and a uniform number in [0, 1)
 */
export function binomialDraws(): (trials: number, chance: number, uniform: number) => number {
  const byChance = new Map<number, Map<number, Table>>();
  const logFactorials = [0];
  return (trials, chance, uniform) => {
    const tables = byChance.get(chance) ?? new Map<number, Table>();
    if (tables.size === 0) byChance.set(chance, tables);
    const table = tables.get(trials) ?? tabulate(trials, chance, logFactorials);
    tables.set(trials, table);
    return table.first + firstAbove(table.cumulative, uniform);
  };
}

/** Starts from the most likely number, because far from it the chances are too small to start from. */
function tabulate(trials: number, chance: number, logFactorials: number[]): Table {
  const deviation = Math.sqrt(trials * chance * (1 - chance)) + 1;
  const first = Math.max(0, Math.floor(trials * chance - reach * deviation));
  const last = Math.min(trials, Math.ceil(trials * chance + reach * deviation));
  const likely = Math.min(last, Math.floor((trials + 1) * chance));
  const ways = logFactorial(trials, logFactorials) - logFactorial(likely, logFactorials) - logFactorial(trials - likely, logFactorials);
  const cumulative = new Float64Array(last - first + 1);
  const odds = chance / (1 - chance);
  cumulative[likely - first] = Math.exp(ways + likely * Math.log(chance) + (trials - likely) * Math.log1p(-chance));
  for (let successes = likely; successes < last; successes += 1)
    cumulative[successes + 1 - first] = ((cumulative[successes - first] ?? 0) * odds * (trials - successes)) / (successes + 1);
  for (let successes = likely; successes > first; successes -= 1)
    cumulative[successes - 1 - first] = ((cumulative[successes - first] ?? 0) * successes) / (odds * (trials - successes + 1));
  for (let place = 1; place < cumulative.length; place += 1) cumulative[place] = (cumulative[place - 1] ?? 0) + (cumulative[place] ?? 0);
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
