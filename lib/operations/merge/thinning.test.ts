import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { dropAtRandom, keepLargest, randomWords } from "./thinning";

const numbers = z.array(z.number());
const vectors = z
  .object({
    words: z.array(z.object({ seed: z.number(), parent: z.number(), name: z.string(), first: z.number(), words: numbers })),
    thinned: z.array(z.object({ kind: z.enum(["ties", "dare"]), density: z.number(), delta: numbers, kept: numbers })),
  })
  .parse(JSON.parse(readFileSync("gpu/contracts/thinning.json", "utf8")));

describe("thinning", () => {
  it.each(vectors.words)("draws the numbers that the programs draw: $name from $first", ({ seed, parent, name, first, words }) => {
    expect([...randomWords(seed, parent, name, words.length, first)]).toEqual(words);
  });

  it.each(vectors.thinned)("keeps what the programs keep: $kind of $density of $delta", ({ kind, density, delta, kept }) => {
    const thinned = new Float32Array(delta);
    if (kind === "ties") keepLargest(thinned, density);
    else dropAtRandom(thinned, density, 7, 0, "a");
    expect([...thinned].map((value) => value + 0)).toEqual(kept);
  });

  it("keeps about the share that was asked for, and the mean", () => {
    for (const density of [0.1, 0.5, 0.9]) {
      const delta = new Float32Array(200_000).fill(1);
      dropAtRandom(delta, density, 3, 0, "layer");
      expect(delta.filter(Boolean).length / delta.length).toBeCloseTo(density, 2);
      expect(delta.reduce((sum, value) => sum + value, 0) / delta.length).toBeCloseTo(1, 1);
    }
  });

  it("keeps everything at density 1, and at least one entry at any", () => {
    const delta = new Float32Array([1, -2, 3]);
    keepLargest(delta, 1);
    dropAtRandom(delta, 1, 1, 0, "a");
    expect([...delta]).toEqual([1, -2, 3]);
    keepLargest(delta, 0.01);
    expect([...delta]).toEqual([0, 0, 3]);
  });
});
