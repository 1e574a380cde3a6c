import { describe, expect, it } from "vitest";
import { seededUniform } from "../numerics/seeded-uniform";
import { macroBootstrap } from "./macro-bootstrap";

/** Share of `trials` in which something happens. */
function shareOf(trials: number, happens: (trial: number) => boolean): number {
  return Array.from({ length: trials }, (_, trial) => happens(trial)).filter(Boolean).length / trials;
}
const draws = (uniform: () => number, n: number) => Array.from({ length: n }, uniform);

describe("the stratified bootstrap", () => {
  const uniform = seededUniform(41);
  const rows = (chances: readonly number[], n: number) => chances.map((chance) => draws(uniform, n).map((value) => Number(value < chance)));
  it("weighs tasks alike, whatever their size", () => {
    const [estimate] = macroBootstrap([[[1, 1, 0, 1]], [[0, 0]]], { resamples: 50 });
    expect(estimate?.mean).toBe(0.375);
    expect(estimate?.n).toBe(6);
  });
  it("pairs systems: two that answer alike differ by exactly nothing", () => {
    const [row = []] = rows([0.5], 40);
    const [, copy] = macroBootstrap([[row, row]], { resamples: 200 });
    expect(copy?.difference).toEqual({ difference: 0, low: 0, high: 0 });
  });
  it("covers the true mean over tasks about 95 times in a hundred", () => {
    const share = shareOf(200, (seed) => {
      const [estimate] = macroBootstrap([rows([0.7], 60), rows([0.3], 40)], { resamples: 300, seed });
      return (estimate?.low ?? 1) <= 0.5 && 0.5 <= (estimate?.high ?? 0);
    });
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.985);
  });
  it("gives bands that hold the true places and part who is far apart", () => {
    const estimates = macroBootstrap([rows([0.9, 0.5, 0.48, 0.1], 150), rows([0.8, 0.5, 0.5, 0.2], 150)], { resamples: 300 });
    expect(estimates.map(({ band }) => band)).toEqual([
      { low: 1, high: 1 },
      { low: 2, high: 3 },
      { low: 2, high: 3 },
      { low: 4, high: 4 },
    ]);
  });
  it("refuses rows that do not belong together", () => {
    expect(() => macroBootstrap([])).toThrow("Nothing to resample");
    expect(() => macroBootstrap([[[1, 0], [1]]])).toThrow("same questions");
    expect(() => macroBootstrap([[[1, 0]], [[1], [0]]])).toThrow("row for each system");
    expect(() => macroBootstrap([[[]]])).toThrow("at least 1");
  });
});
