import { seededUniform } from "../numerics/seeded-uniform";
import { type MemberShare, memberShare } from "./member-share";

interface Tally {
  /** Sum over orders of what the member added on each question. */
  perQuestion: Float64Array;
  /** Mean addition over questions of each pair of an order and its mirror. */
  pairs: number[];
}

/**
 * Shapley values over drawn orders of joining, each followed by its mirror, because what a member adds early and what it adds
 * late err in opposite directions. The shares of each order add up to the whole, so those of all do.
 * @param orders even, at least 4, so that two independent pairs show how far they scatter
 */
export function sampleShapley(members: number, worthOf: (mask: bigint) => Float64Array, orders: number, seed: number): MemberShare[] {
  if (!(orders >= 4 && orders % 2 === 0)) throw new RangeError(`${orders} orders are not an even number of at least 4.`);
  const uniform = seededUniform(seed);
  const questions = worthOf(0n).length;
  const tallies = Array.from({ length: members }, (): Tally => ({ perQuestion: new Float64Array(questions), pairs: [] }));
  for (let pair = 0; pair < orders / 2; pair += 1) {
    const order = shuffled(members, uniform);
    const forward = walk(order, worthOf, tallies);
    const back = walk(order.reverse(), worthOf, tallies);
    tallies.forEach((tally, member) => {
      tally.pairs.push(((forward[member] ?? 0) + (back[member] ?? 0)) / 2);
    });
  }
  return tallies.map(({ perQuestion, pairs }, member) =>
    memberShare(
      member,
      perQuestion.map((sum) => sum / orders),
      varianceOfMean(pairs),
    ),
  );
}

/** Lets members join in an order; adds to the tallies, and gives what each added on average over questions. */
function walk(order: readonly number[], worthOf: (mask: bigint) => Float64Array, tallies: readonly Tally[]): number[] {
  const added = Array<number>(order.length).fill(0);
  let mask = 0n;
  let before = worthOf(mask);
  for (const member of order) {
    mask |= 1n << BigInt(member);
    const after = worthOf(mask);
    const sums = tallies[member]?.perQuestion ?? before;
    let total = 0;
    for (let place = 0; place < after.length; place += 1) {
      const gain = (after[place] ?? 0) - (before[place] ?? 0);
      sums[place] = (sums[place] ?? 0) + gain;
      total += gain;
    }
    added[member] = total / after.length;
    before = after;
  }
  return added;
}

function varianceOfMean(values: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1) / values.length;
}

function shuffled(members: number, uniform: () => number): number[] {
  const order = Array.from({ length: members }, (_, member) => member);
  for (let place = members - 1; place > 0; place -= 1) {
    const other = Math.floor(uniform() * (place + 1));
    const [one, two] = [order[place] ?? 0, order[other] ?? 0];
    order[place] = two;
    order[other] = one;
  }
  return order;
}
