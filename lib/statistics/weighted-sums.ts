/**
 * Resamples that are summed together, because each score is then read once for all of them: three whole numbers below 2^17
 * share one double, which holds 53 bits exactly.
 */
export const together = 3;

/** What the three numbers of a double are multiplied by. */
const units = [1, 2 ** 17, 2 ** 34] as const;

/** Most questions that can be weighed: weights add up to their number, which must stay below 2^17. */
export const mostQuestions = 2 ** 17 - 1;

/**
 * Fills `sums` with the sum of each system's scores times the questions' weights: resample r of system s at 3 s + r.
 * @param weights of each question those of the three resamples in one double, as `drawWeights` makes them
 */
export type WeightedSums = (weights: Float64Array, sums: Float64Array) => void;

/** Fills `weights` with how often each question occurs in each of three resamples with replacement. */
export function drawWeights(weights: Float64Array, uniform: () => number): void {
  const questions = weights.length;
  weights.fill(0);
  for (const unit of units) {
    for (let draw = 0; draw < questions; draw += 1) {
      const place = Math.floor(uniform() * questions);
      weights[place] = (weights[place] ?? 0) + unit;
    }
  }
}

/**
 * Sums of scores under many sets of weights.
 * @param rows one row of scores per system, all of equal length
 */
export function weightedSums(rows: readonly ArrayLike<number>[]): WeightedSums {
  const columns = rows.map((row) => Float64Array.from(row));
  return columns.every((column) => column.every((score) => score === 0 || score === 1)) ? sumsOfPatterns(columns) : sumsOfTriples(columns);
}

/** Three systems at a time: nine sums are what the registers of a processor hold. */
function sumsOfTriples(columns: readonly Float64Array[]): WeightedSums {
  const nobody = new Float64Array(columns[0]?.length ?? 0);
  const apart = new Float64Array(together * nobody.length);
  const triple = new Float64Array(together * together);
  return (weights, sums) => {
    takeApart(weights, apart);
    for (let system = 0; system < columns.length; system += together) {
      addThree(columns[system] ?? nobody, columns[system + 1] ?? nobody, columns[system + 2] ?? nobody, apart, triple);
      sums.set(triple.subarray(0, Math.min(triple.length, sums.length - together * system)), together * system);
    }
  };
}

/** The three numbers of each double, beside each other. */
function takeApart(packed: Float64Array, apart: Float64Array): void {
  for (let place = 0; place < packed.length; place += 1) {
    const all = packed[place] ?? 0;
    const upper = Math.floor(all / units[2]);
    const rest = all - upper * units[2];
    const middle = Math.floor(rest / units[1]);
    apart[together * place] = rest - middle * units[1];
    apart[together * place + 1] = middle;
    apart[together * place + 2] = upper;
  }
}

function addThree(one: Float64Array, two: Float64Array, three: Float64Array, weights: Float64Array, sums: Float64Array): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  let i = 0;
  for (let question = 0; question < one.length; question += 1) {
    const x = one[question] ?? 0;
    const y = two[question] ?? 0;
    const z = three[question] ?? 0;
    const at = together * question;
    const first = weights[at] ?? 0;
    const second = weights[at + 1] ?? 0;
    const third = weights[at + 2] ?? 0;
    a += x * first;
    b += x * second;
    c += x * third;
    d += y * first;
    e += y * second;
    f += y * third;
    g += z * first;
    h += z * second;
    i += z * third;
  }
  sums.set([a, b, c, d, e, f, g, h, i]);
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
  const byPattern = new Float64Array(1 << perPattern);
  const packed = new Float64Array(columns.length);
  return (weights, sums) => {
    blocks.forEach((patterns, block) => {
      addByPattern(patterns, weights, byPattern.fill(0));
      for (let bit = perPattern - 1; bit >= 0; bit -= 1) {
        const sum = foldBit(byPattern, 1 << bit);
        if (perPattern * block + bit < packed.length) packed[perPattern * block + bit] = sum;
      }
    });
    takeApart(packed, sums);
  };
}

function addByPattern(patterns: Uint8Array, weights: Float64Array, byPattern: Float64Array): void {
  for (let question = 0; question < patterns.length; question += 1) {
    const pattern = patterns[question] ?? 0;
    byPattern[pattern] = (byPattern[pattern] ?? 0) + (weights[question] ?? 0);
  }
}

/** Sums the patterns that have the highest bit, and lays them on those without it. */
function foldBit(byPattern: Float64Array, half: number): number {
  let sum = 0;
  for (let pattern = 0; pattern < half; pattern += 1) {
    const upper = byPattern[half + pattern] ?? 0;
    sum += upper;
    byPattern[pattern] = (byPattern[pattern] ?? 0) + upper;
  }
  return sum;
}
