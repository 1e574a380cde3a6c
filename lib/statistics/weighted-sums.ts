/** Resamples that are summed together, because each score is then read once for all of them. */
export const together = 4;

/**
 * Fills `sums` with the sum of each system's scores times the questions' weights: resample r of system s at 4 s + r.
 * @param weights resample r of question q at 4 q + r
 */
export type WeightedSums = (weights: Float64Array, sums: Float64Array) => void;

/**
 * Sums of scores under many sets of weights.
 * @param rows one row of scores per system, all of equal length
 */
export function weightedSums(rows: readonly ArrayLike<number>[]): WeightedSums {
  const columns = rows.map((row) => Float64Array.from(row));
  return columns.every((column) => column.every((score) => score === 0 || score === 1)) ? sumsOfPatterns(columns) : sumsOfPairs(columns);
}

/** Two systems at a time: eight sums are what the registers of a processor hold. */
function sumsOfPairs(columns: readonly Float64Array[]): WeightedSums {
  const last = columns.at(-1) ?? new Float64Array(0);
  return (weights, sums) => {
    for (let system = 0; system < columns.length; system += 2) {
      addPair(columns[system] ?? last, columns[system + 1] ?? last, weights, sums, together * system);
    }
  };
}

function addPair(one: Float64Array, other: Float64Array, weights: Float64Array, sums: Float64Array, place: number): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  for (let question = 0; question < one.length; question += 1) {
    const x = one[question] ?? 0;
    const y = other[question] ?? 0;
    const at = together * question;
    const first = weights[at] ?? 0;
    const second = weights[at + 1] ?? 0;
    const third = weights[at + 2] ?? 0;
    const fourth = weights[at + 3] ?? 0;
    a += x * first;
    b += x * second;
    c += x * third;
    d += x * fourth;
    e += y * first;
    f += y * second;
    g += y * third;
    h += y * fourth;
  }
  sums.set([a, b, c, d], place);
  if (place + together < sums.length) sums.set([e, f, g, h], place + together);
}

/** Systems whose scores of 0 and 1 make up one pattern. */
const perPattern = 8;

/**
 * Scores of 0 and 1 of eight systems are one of 256 patterns. Weights are added up by pattern first, and the patterns by
 * system then: one addition per question for eight systems.
 */
function sumsOfPatterns(columns: readonly Float64Array[]): WeightedSums {
  const questions = columns[0]?.length ?? 0;
  const blocks = Array.from({ length: Math.ceil(columns.length / perPattern) }, (_, block) => {
    const patterns = new Uint8Array(questions);
    columns.slice(perPattern * block, perPattern * (block + 1)).forEach((column, bit) => {
      column.forEach((score, question) => {
        patterns[question] = (patterns[question] ?? 0) | (score << bit);
      });
    });
    return patterns;
  });
  const byPattern = new Float64Array(together << perPattern);
  return (weights, sums) => {
    blocks.forEach((patterns, block) => {
      addByPattern(patterns, weights, byPattern.fill(0));
      for (let bit = perPattern - 1; bit >= 0; bit -= 1) foldBit(byPattern, bit, sums, together * (perPattern * block + bit));
    });
  };
}

function addByPattern(patterns: Uint8Array, weights: Float64Array, byPattern: Float64Array): void {
  for (let question = 0; question < patterns.length; question += 1) {
    const at = together * (patterns[question] ?? 0);
    const from = together * question;
    byPattern[at] = (byPattern[at] ?? 0) + (weights[from] ?? 0);
    byPattern[at + 1] = (byPattern[at + 1] ?? 0) + (weights[from + 1] ?? 0);
    byPattern[at + 2] = (byPattern[at + 2] ?? 0) + (weights[from + 2] ?? 0);
    byPattern[at + 3] = (byPattern[at + 3] ?? 0) + (weights[from + 3] ?? 0);
  }
}

/** Sums the patterns that have the highest bit, and lays them on those without it. */
function foldBit(byPattern: Float64Array, bit: number, sums: Float64Array, place: number): void {
  const half = together << bit;
  for (let resample = 0; resample < together; resample += 1) {
    let sum = 0;
    for (let at = resample; at < half; at += together) {
      const upper = byPattern[half + at] ?? 0;
      sum += upper;
      byPattern[at] = (byPattern[at] ?? 0) + upper;
    }
    if (place + resample < sums.length) sums[place + resample] = sum;
  }
}
