import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "@/lib/operations/random";
import { drawGraph, type Graph } from "./draw-graph";

/** How many steps it is from a member to the end; never, where its way does not lead there. */
function stepsToEnd({ end, edges }: Graph, member: number): number {
  let at = member;
  for (let steps = 0; steps <= edges.length; steps += 1) {
    if (at === end) return steps;
    at = edges.find(({ from }) => from === at)?.to ?? -1;
  }
  return Number.POSITIVE_INFINITY;
}

describe("a graph drawn from a matrix", () => {
  it("is a tree whose ways all lead to the end, for any numbers", () => {
    const matrices = fc.integer({ min: 1, max: 9 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        matrix: fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(0), fc.constant(1e-9)), {
          minLength: size * size,
          maxLength: size * size,
        }),
        threshold: fc.double({ min: 0, max: 1, noNaN: true }),
        seed: fc.string(),
      }),
    );
    fc.assert(
      fc.property(matrices, ({ size, matrix, threshold, seed }) => {
        const graph = drawGraph(matrix, size, threshold, randomStream(seed, "graph"));
        expect(graph.edges).toHaveLength(size - 1);
        for (let member = 0; member < size; member += 1) expect(stepsToEnd(graph, member)).toBeLessThan(size);
      }),
      { numRuns: 300 },
    );
  });

  it("ends at the member that least wants to pass its answer on, and follows the strongest wishes", () => {
    // Member 2 wants to pass nothing on; both others want most to pass to it.
    const matrix = [0, -50, 50, -50, 0, 50, -90, -90, 0];
    for (let seed = 0; seed < 50; seed += 1) {
      const { end, edges } = drawGraph(matrix, 3, 0.7, randomStream(String(seed), "graph"));
      expect(end).toBe(2);
      expect(edges.map(({ to }) => to)).toEqual([2, 2]);
    }
  });

  it("takes only the likeliest with a threshold of zero", () => {
    const matrix = [0, 0.2, 0.1, 0.3, 0, 0.1, 0, 0, 0];
    const drawn = Array.from({ length: 30 }, (_, seed) => drawGraph(matrix, 3, 0, randomStream(String(seed), "graph")));
    expect(new Set(drawn.map((graph) => JSON.stringify(graph))).size).toBe(1);
    expect(drawn[0]?.end).toBe(2);
  });
});
