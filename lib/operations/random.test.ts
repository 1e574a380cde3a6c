import fc from "fast-check";
import { expect, it } from "vitest";
import { randomStream, xoshiro128 } from "./random";

it("follows the published generator", () => {
  // First outputs of xoshiro128starstar.c for the state 1, 2, 3, 4.
  const next = xoshiro128([1, 2, 3, 4]);
  expect([next(), next(), next(), next(), next()]).toEqual([11520, 0, 5927040, 70819200, 2031721883]);
});

it("repeats itself for the same seed and purpose, and only for them", () => {
  const draw = (seed: string, purpose: string) => {
    const stream = randomStream(seed, purpose);
    return [stream.next(), stream.integer(1_000_000), stream.shuffle([1, 2, 3, 4, 5, 6, 7, 8]).join("")].join();
  };
  expect(draw("run-1", "order")).toBe(draw("run-1", "order"));
  expect(new Set([draw("run-1", "order"), draw("run-2", "order"), draw("run-1", "dev sample"), draw("run-1order", "")]).size).toBe(4);
});

it("keeps every item when it shuffles, and leaves the given list alone", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.string(), (items, seed) => {
      const before = [...items];
      const shuffled = randomStream(seed, "test").shuffle(items);
      expect(items).toEqual(before);
      expect([...shuffled].sort()).toEqual([...items].sort());
    }),
  );
});

it("draws every integer about equally often", () => {
  const stream = randomStream("fair", "dice");
  const counts = [0, 0, 0, 0, 0, 0];
  for (let roll = 0; roll < 60_000; roll += 1) {
    const face = stream.integer(6);
    counts[face] = (counts[face] ?? 0) + 1;
  }
  // Chi-squared with 5 degrees of freedom: 20.5 is passed by one honest die in a thousand; this die is always the same.
  expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(20.5);
});

it("stays in [0, 1) and refuses an empty range", () => {
  const stream = randomStream("seed", "range");
  const values = Array.from({ length: 10_000 }, () => stream.next());
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(() => stream.integer(0)).toThrow(RangeError);
});
