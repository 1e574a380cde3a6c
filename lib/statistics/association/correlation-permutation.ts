import type { Resampling } from "../intervals/bca-bootstrap";
import { mean } from "../numerics/mean";
import { seededUniform } from "../numerics/seeded-uniform";
import type { PermutationTest } from "../tests/paired-permutation";
import { correlationOf } from "./pearson";

/** 10! = 3,628,800 orders. */
const enumerable = 10;

/**
 * p of a correlation without assuming anything of its distribution: how often is it as extreme when the second row is
 * put in any other order? Twice the smaller tail, exact up to 10 points, drawn above. For the rank correlation give `ranks`
 * of both rows.
 * @param xs one number each
 * @param ys of the same things, same order; at least three, not all equal
 * @throws RangeError as `pearson`
 * Source: E. Pitman, Journal of the Royal Statistical Society, supplement 4 (1937); orders by B. Heap, Computer Journal 6 (1963).
 */
export function correlationPermutation(
  xs: readonly number[],
  ys: readonly number[],
  { resamples = 100_000, seed = 1 }: Resampling = {},
): PermutationTest {
  const r = correlationOf(xs, ys);
  const [centreX, centreY] = [mean(xs), mean(ys)];
  const left = Float64Array.from(xs, (x) => x - centreX);
  const right = Float64Array.from(ys, (y) => y - centreY);
  const cross = left.reduce((sum, x, place) => sum + x * (right[place] ?? 0), 0);
  // The products of another order differ in their last digits; r is at most 1, so cross / r is the scale.
  const slack = 1e-12 * (r === 0 ? Math.hypot(...left) * Math.hypot(...right) : Math.abs(cross / r));
  const exact = xs.length <= enumerable;
  const { atLeast, atMost, tried } = exact
    ? countOrders(left, right, cross, slack)
    : countShuffles(left, right, cross, slack, resamples, seed);
  // The observed order is one of all; among drawn ones it must be added.
  const extra = exact ? 0 : 1;
  const p = Math.min(1, (2 * (Math.min(atLeast, atMost) + extra)) / (tried + extra));
  return { p, exact, permutations: tried };
}

function countOrders(left: Float64Array, right: Float64Array, observed: number, slack: number) {
  const n = left.length;
  let cross = observed;
  const counts = { atLeast: 1, atMost: 1, tried: 1 };
  const done = new Int32Array(n);
  for (let level = 1; level < n; ) {
    const turns = done[level] ?? 0;
    if (turns >= level) {
      done[level] = 0;
      level += 1;
      continue;
    }
    cross += exchange(left, right, level % 2 === 0 ? 0 : turns, level);
    counts.tried += 1;
    if (cross >= observed - slack) counts.atLeast += 1;
    if (cross <= observed + slack) counts.atMost += 1;
    done[level] = turns + 1;
    level = 1;
  }
  return counts;
}

/** Exchanges two values of the right row and gives by how much the sum of products changes. */
function exchange(left: Float64Array, right: Float64Array, one: number, other: number): number {
  const [first, second] = [right[one] ?? 0, right[other] ?? 0];
  right[one] = second;
  right[other] = first;
  return ((left[one] ?? 0) - (left[other] ?? 0)) * (second - first);
}

function countShuffles(left: Float64Array, right: Float64Array, observed: number, slack: number, draws: number, seed: number) {
  const uniform = seededUniform(seed);
  const counts = { atLeast: 0, atMost: 0, tried: draws };
  for (let draw = 0; draw < draws; draw += 1) {
    for (let place = right.length - 1; place > 0; place -= 1) exchange(left, right, Math.floor(uniform() * (place + 1)), place);
    let cross = 0;
    for (let place = 0; place < left.length; place += 1) cross += (left[place] ?? 0) * (right[place] ?? 0);
    if (cross >= observed - slack) counts.atLeast += 1;
    if (cross <= observed + slack) counts.atMost += 1;
  }
  return counts;
}
