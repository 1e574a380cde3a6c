import type { Random } from "@/lib/operations/contract";

/** A tree of members by their places: who passes its answer on to whom; the end passes to nobody. */
export interface Graph {
  end: number;
  /** One for every member but the end. */
  edges: { from: number; to: number }[];
}

/**
 * Draws a graph from a matrix of how much each member wants to pass its answer to each other one (Heterogeneous Swarms, arXiv
 * 2502.04510): the end is one of those that want it least; then member after member, likely those that want it most first, passes
 * its answer to one that already has its place. So all ways lead to the end, and none leads in a circle.
 * @param matrix row of the one that passes, column of the one that receives, line after line; the diagonal means nothing
 * @param threshold probability that the likeliest choices have together, among which it is drawn
 */
export function drawGraph(matrix: readonly number[], size: number, threshold: number, random: Random): Graph {
  const wish = (from: number, to: number) => matrix[from * size + to] ?? 0;
  const members = Array.from({ length: size }, (_, place) => place);
  const strength = members.map((from) => members.reduce((sum, to) => (to === from ? sum : sum + wish(from, to)), 0));
  const draw = (choices: readonly number[], weight: (choice: number) => number) => drawAmongLikeliest(choices, weight, threshold, random);
  // The published rule weighs by the reciprocal of the sums, which explodes near zero and prefers negative ones for no reason.
  const end = draw(members, (member) => -(strength[member] ?? 0));
  const placed = [end];
  const edges: Graph["edges"] = [];
  for (let left = members.filter((member) => member !== end); left.length > 0; ) {
    const from = draw(left, (member) => strength[member] ?? 0);
    edges.push({ from, to: draw(placed, (to) => wish(from, to)) });
    placed.push(from);
    left = left.filter((member) => member !== from);
  }
  return { end, edges };
}

/**
 * Draws among the likeliest choices that have more than the threshold together; their probabilities go through the softmax once
 * more, as published, which makes them more alike.
 */
function drawAmongLikeliest(choices: readonly number[], weight: (choice: number) => number, threshold: number, random: Random): number {
  const likely = softmax(choices.map(weight))
    .map((probability, place) => ({ choice: choices[place] ?? 0, probability }))
    .sort((one, other) => other.probability - one.probability);
  let sum = 0;
  const top = likely.filter(({ probability }) => {
    const isIn = sum <= threshold;
    sum += probability;
    return isIn;
  });
  const shares = softmax(top.map(({ probability }) => probability));
  let left = random.next();
  const drawn = top.find((_, place) => {
    left -= shares[place] ?? 0;
    return left < 0;
  });
  return (drawn ?? top.at(-1))?.choice ?? 0;
}

function softmax(values: readonly number[]): number[] {
  const highest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
