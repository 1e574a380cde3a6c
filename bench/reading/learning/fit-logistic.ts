/** One labelled text as the strengths of its signs. */
export interface Example {
  signs: ReadonlyMap<string, { strength: number }>;
  isPositive: boolean;
}

/** A fitted model: positive where `bias` and the weighted strengths together are above zero. */
export interface LinearModel {
  bias: number;
  weights: ReadonlyMap<string, number>;
}

/**
 * Logistic regression with an L2 penalty by Nesterov's accelerated gradient descent; the same examples always give the same
 * model. Minimises ½|w|² + loss × Σ log(1 + exp(−y f)).
 * @param fewest signs that stand in fewer examples are left out
 */
export function fitLogistic(examples: readonly Example[], { loss = 0.1, fewest = 2, rounds = 400 } = {}): LinearModel {
  const names = commonSigns(examples, fewest);
  const place = new Map(names.map((name, at) => [name, at + 1]));
  const rows = examples.map(({ signs, isPositive }) => {
    const known = [...signs].flatMap(([name, { strength }]) => {
      const at = place.get(name);
      return at === undefined ? [] : [{ at, strength }];
    });
    const all = [{ at: 0, strength: 1 }, ...known];
    return {
      at: Int32Array.from(all, (each) => each.at),
      strength: Float64Array.from(all, (each) => each.strength),
      y: isPositive ? 1 : -1,
    };
  });
  const step = 1 / (1 + 0.25 * loss * largestCurvature(rows, names.length + 1));
  const weights = new Float64Array(names.length + 1);
  let ahead = Float64Array.from(weights);
  let before = Float64Array.from(weights);
  for (let round = 1; round <= rounds; round += 1) {
    const gradient = Float64Array.from(ahead, (weight, at) => (at === 0 ? 0 : weight));
    for (const row of rows) {
      const pull = (-loss * row.y) / (1 + Math.exp(row.y * product(row, ahead)));
      for (let each = 0; each < row.at.length; each += 1) add(gradient, row.at[each], pull * (row.strength[each] ?? 0));
    }
    const next = ahead.map((weight, at) => weight - step * (gradient[at] ?? 0));
    const momentum = (round - 1) / (round + 2);
    ahead = next.map((weight, at) => weight + momentum * (weight - (before[at] ?? 0)));
    before = next;
  }
  return { bias: before[0] ?? 0, weights: new Map(names.map((name, at) => [name, before[at + 1] ?? 0])) };
}

interface Row {
  at: Int32Array;
  strength: Float64Array;
}

function commonSigns(examples: readonly Example[], fewest: number): string[] {
  const counts = new Map<string, number>();
  for (const { signs } of examples) for (const name of signs.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= fewest).map(([name]) => name);
}

/** The largest eigenvalue of XᵀX, by the power method, a little too large. */
function largestCurvature(rows: readonly Row[], size: number): number {
  let direction: Float64Array = new Float64Array(size).fill(1 / Math.sqrt(size));
  let length = 1;
  for (let round = 0; round < 30; round += 1) {
    const next = new Float64Array(size);
    for (const row of rows) {
      const along = product(row, direction);
      for (let each = 0; each < row.at.length; each += 1) add(next, row.at[each], along * (row.strength[each] ?? 0));
    }
    length = Math.hypot(...next);
    direction = next.map((value) => value / length);
  }
  return 1.05 * length;
}

function product({ at, strength }: Row, weights: Float64Array): number {
  let sum = 0;
  for (let each = 0; each < at.length; each += 1) sum += (strength[each] ?? 0) * (weights[at[each] ?? 0] ?? 0);
  return sum;
}

function add(target: Float64Array, at: number | undefined, value: number): void {
  if (at !== undefined) target[at] = (target[at] ?? 0) + value;
}
