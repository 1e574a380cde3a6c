/** How far apart two labels are: any two alike (nominal), by places between them (ordinal), by their difference (interval). */
export type Metric = "nominal" | "ordinal" | "interval";

export interface Agreement {
  /** 1 for full agreement, 0 for what chance gives, below 0 for systematic disagreement. */
  alpha: number;
  /** Things that at least two people labelled; the others say nothing. */
  units: number;
  /** Labels on those. */
  labels: number;
}

/**
 * Krippendorff's alpha: how much people who label the same things agree beyond chance, whoever labelled what.
 * @param units for each thing the labels it got, in any order; missing ones are left out. Nominal labels may be any numbers.
 * @param metric for win, tie and loss use nominal, or ordinal where a tie lies between
 * @throws RangeError where fewer than two labels can be paired, where all labels are the same (no agreement can be told from
 * having one answer only), and for a label that is not finite
 * Source: K. Krippendorff, "Content analysis" (2004), chapter 11.
 */
export function krippendorffAlpha(units: readonly (readonly number[])[], metric: Metric): Agreement {
  const table = coincidences(units, metric);
  const alpha = table.alphaOf(table.disagreements.map(() => 1));
  if (alpha === null) throw new RangeError("All labels are the same, or none can be paired: agreement beyond chance cannot be measured.");
  return { alpha, units: table.disagreements.length, labels: table.labels };
}

/** What alpha needs of each unit, so that units can be weighed again in each resample. */
export interface Coincidences {
  /** Observed disagreement of each unit with at least two labels. */
  disagreements: number[];
  labels: number;
  /** Alpha when unit u counts `weights[u]` times; null where it is not defined. */
  alphaOf(weights: ArrayLike<number>): number | null;
}

export function coincidences(units: readonly (readonly number[])[], metric: Metric): Coincidences {
  const paired = units.filter((labels) => labels.length >= 2);
  for (const label of paired.flat()) if (!Number.isFinite(label)) throw new RangeError(`${label} is no label.`);
  const values = [...new Set(paired.flat())].sort((one, other) => one - other);
  const placeOf = new Map(values.map((value, place) => [value, place]));
  const counts = paired.map((labels) => countsOf(labels, placeOf));
  // Distances of ordered labels depend on how often each occurs: on the data as they are, not as resampled.
  const distance = distances(
    values,
    totals(counts, () => 1),
    metric,
  );
  const disagreements = counts.map((count, unit) => pairSum(count, distance) / ((paired[unit]?.length ?? 0) - 1));
  return {
    disagreements,
    labels: paired.reduce((sum, labels) => sum + labels.length, 0),
    alphaOf(weights) {
      const marginals = totals(counts, (unit) => weights[unit] ?? 0);
      const n = marginals.reduce((sum, count) => sum + count, 0);
      const expected = pairSum(marginals, distance);
      const observed = disagreements.reduce((sum, disagreement, unit) => sum + disagreement * (weights[unit] ?? 0), 0);
      return expected === 0 ? null : 1 - ((n - 1) * observed) / expected;
    },
  };
}

function countsOf(labels: readonly number[], placeOf: ReadonlyMap<number, number>): Float64Array {
  const counts = new Float64Array(placeOf.size);
  for (const label of labels) {
    const place = placeOf.get(label) ?? 0;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

function totals(counts: readonly Float64Array[], weight: (unit: number) => number): Float64Array {
  const sums = new Float64Array(counts[0]?.length ?? 0);
  counts.forEach((count, unit) => {
    const times = weight(unit);
    for (let place = 0; place < sums.length; place += 1) sums[place] = (sums[place] ?? 0) + times * (count[place] ?? 0);
  });
  return sums;
}

/** Sum of the distances of all ordered pairs of labels. */
function pairSum(counts: Float64Array, distance: (one: number, other: number) => number): number {
  let sum = 0;
  for (let one = 0; one < counts.length; one += 1) {
    for (let other = 0; other < one; other += 1) sum += 2 * (counts[one] ?? 0) * (counts[other] ?? 0) * distance(one, other);
  }
  return sum;
}

/** Squared distance of the labels at two places of the sorted values. */
function distances(values: readonly number[], marginals: Float64Array, metric: Metric): (one: number, other: number) => number {
  switch (metric) {
    case "nominal":
      return () => 1;
    case "interval":
      return (one, other) => ((values[one] ?? 0) - (values[other] ?? 0)) ** 2;
    case "ordinal":
      return (one, other) => {
        const between = marginals.subarray(Math.min(one, other), Math.max(one, other) + 1).reduce((sum, count) => sum + count, 0);
        return (between - ((marginals[one] ?? 0) + (marginals[other] ?? 0)) / 2) ** 2;
      };
  }
}
