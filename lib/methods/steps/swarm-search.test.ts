import { describe, expect, it } from "vitest";
import { randomStream } from "@/lib/operations/random";
import { type Restart, type SwarmSettings, searchWithSwarm } from "./swarm-search";

const settings: SwarmSettings = {
  iterations: 10,
  inertia: 0.2,
  towardsOwn: 0.3,
  towardsBest: 0.4,
  fromWorst: 0.05,
  stepLength: 0.5,
  patience: 10,
};
const never: Restart = { isStuck: () => false, velocity: (size) => Array(size).fill(0), moves: true };
const still = { next: () => 1, integer: () => 0, shuffle: <T>(items: readonly T[]) => [...items] };
const still0 = (positions: readonly number[][]) => positions.map((position) => ({ position, velocity: position.map(() => 0) }));

/** Higher is nearer to (3, -1). */
const nearness = ([x = 0, y = 0]: readonly number[]) => -((x - 3) ** 2) - (y + 1) ** 2;
const judge = async (positions: readonly (readonly number[])[]) => positions.map((at) => ({ score: nearness(at), found: [...at] }));

function scattered(purpose: string, size: number) {
  const random = randomStream("swarm", purpose);
  const vector = () => [10 * random.next() - 5, 10 * random.next() - 5];
  return { random, start: Array.from({ length: size }, () => ({ position: vector(), velocity: vector() })) };
}

describe("a particle swarm", () => {
  it("comes nearer to the best place than its start, on each of twenty seeds", async () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const { random, start } = scattered(String(seed), 8);
      const bests = await searchWithSwarm(start, { ...settings, iterations: 30, patience: 30 }, never, random, judge);
      const first = Math.max(...start.map(({ position }) => nearness(position)));
      expect(bests.at(-1)?.score).toBeGreaterThan(first);
      expect(bests.map(({ score }) => score)).toEqual(bests.map(({ score }) => score).toSorted((one, other) => one - other));
    }
  });

  it("searches the same way with the same random numbers", async () => {
    const search = async () => {
      const { random, start } = scattered("again", 5);
      return await searchWithSwarm(start, settings, never, random, judge);
    };
    expect(await search()).toEqual(await search());
  });

  it("moves by the weighed sum of its pulls, which sum to one, times the step", async () => {
    const seen: number[][] = [];
    // With equal random numbers the pulls are .2, .3, .4 and .05 of .95. Particle 0 is the worst, particle 1 the best.
    await searchWithSwarm(still0([[0], [1]]), { ...settings, iterations: 2 }, never, still, async (positions) => {
      seen.push(positions.map(([x = 0]) => x));
      return positions.map(([x = 0]) => ({ score: x, found: null }));
    });
    const [, second] = seen;
    expect(second?.[0]).toBeCloseTo((0.5 * 0.4) / 0.95, 12);
    expect(second?.[1]).toBeCloseTo(1 + (0.5 * 0.05) / 0.95, 12);
  });

  it("ends when nothing better came for as long as it has patience, and makes no move that nobody evaluates", async () => {
    let asked = 0;
    await searchWithSwarm(still0([[0], [0]]), { ...settings, patience: 3 }, never, still, async (positions) => {
      asked += 1;
      return positions.map(() => ({ score: 1, found: null }));
    });
    expect(asked).toBe(4);
  });

  it("puts a particle that is stuck back on its own best", async () => {
    const seen: number[] = [];
    const restart: Restart = { isStuck: (scores) => scores.length === 2, velocity: () => [7], moves: false };
    const start = [{ position: [1], velocity: [1] }];
    await searchWithSwarm(start, { ...settings, iterations: 3 }, restart, still, async (positions, iteration) => {
      seen.push(positions[0]?.[0] ?? 0);
      return [{ score: -iteration, found: null }];
    });
    expect(seen[1]).not.toBe(1);
    expect(seen[2]).toBe(1);
  });

  it("refuses a swarm of nobody", async () => {
    await expect(searchWithSwarm([], settings, never, still, judge)).rejects.toThrow(RangeError);
  });
});
