import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawToken, uniforms } from "./draw-token";
import { stopAt } from "./generate";

/** Probabilities 0.5, 0.3, 0.2 at temperature 1. */
const candidates = [0.5, 0.3, 0.2].map((share, token) => ({ token, logit: Math.log(share) }));
const open = { temperature: 1, topP: 1, topK: 0 };

/** Share of each token over an even grid of uniform numbers. */
function shares(rule: typeof open): number[] {
  const counts = [0, 0, 0];
  for (let step = 0; step < 10_000; step += 1) {
    const token = drawToken(candidates, rule, (step + 0.5) / 10_000);
    counts[token] = (counts[token] ?? 0) + 1 / 10_000;
  }
  return counts.map((share) => Math.round(share * 1_000) / 1_000);
}

describe("drawing a token", () => {
  it("follows the probabilities", () => {
    expect(shares(open)).toEqual([0.5, 0.3, 0.2]);
  });

  it("keeps the k likeliest, or as many as it takes to reach p", () => {
    expect(shares({ ...open, topK: 2 })).toEqual([0.625, 0.375, 0]);
    expect(shares({ ...open, topP: 0.6 })).toEqual([0.625, 0.375, 0]);
    expect(shares({ ...open, topP: 0.4 })).toEqual([1, 0, 0]);
  });

  it("applies the temperature before the cut", () => {
    // At temperature 0.5 the shares are 25 : 9 : 4, of which the first alone reaches 0.6; at 1 it would take two.
    expect(shares({ ...open, temperature: 0.5, topP: 0.6 })).toEqual([1, 0, 0]);
  });

  it("always finds a token, at every edge", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -80, max: 80, noNaN: true }), { minLength: 1, maxLength: 50 }),
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.nat(60),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (logits, temperature, topP, topK, uniform) => {
          const sorted = logits.sort((one, other) => other - one).map((logit, token) => ({ token, logit }));
          const token = drawToken(sorted, { temperature, topP, topK }, uniform);
          expect(token).toBeLessThan(topK > 0 ? Math.min(topK, sorted.length) : sorted.length);
        },
      ),
    );
  });
});

it("gives each seed its own stream, and all bits of the seed count", () => {
  const first = (seed: number) => Array.from({ length: 5 }, uniforms(seed));
  expect(first(7)).toEqual(first(7));
  const seeds = [0, 1, 2, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 40];
  expect(new Set(seeds.map((seed) => first(seed).join())).size).toBe(seeds.length);
});

it("ends a text at the first stop text", () => {
  expect(stopAt("one two three", ["three", "two"])).toBe(4);
  expect(stopAt("one", ["two"])).toBe(-1);
  expect(stopAt("one", [])).toBe(-1);
});
