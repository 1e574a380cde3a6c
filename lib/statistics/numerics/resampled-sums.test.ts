import { describe, expect, it } from "vitest";
import { resampleDrawer } from "./draw-resamples";
import { mean } from "./mean";
import { resampledSums } from "./resampled-sums";
import { seededUniform } from "./seeded-uniform";

/** How often each question occurs in each resample. */
function countsOf(questions: number, resamples: number, seed: number): number[][] {
  const draw = resampleDrawer(questions, { state: seed });
  return Array.from({ length: resamples }, () => [...draw()]);
}

describe("resamples drawn four questions at a time", () => {
  it.each([1, 2, 5, 63, 64, 65, 500])("hold as many questions as there are: %i", (questions) => {
    for (const counts of countsOf(questions, 50, 7)) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(questions);
  });
  it("hold a question as often as drawing it singly would: binomial, and less of the others where there is more of one", () => {
    const [questions, resamples] = [40, 20_000];
    const drawn = countsOf(questions, resamples, 3);
    let chance = (1 - 1 / questions) ** questions;
    for (let count = 0; count < 6; count += 1) {
      const seen = drawn.filter((counts) => counts[17] === count).length / resamples;
      expect(Math.abs(seen - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / resamples));
      chance *= (questions - count) / ((count + 1) * (questions - 1));
    }
    const covariance = mean(drawn.map((counts) => ((counts[0] ?? 0) - 1) * ((counts[39] ?? 0) - 1)));
    expect(Math.abs(covariance + 1 / questions)).toBeLessThan(4 / Math.sqrt(resamples));
  });
  it("stay the same from version to version, so that no published interval moves", () => {
    expect(countsOf(11, 3, 1)).toEqual([
      [0, 1, 0, 0, 1, 2, 1, 3, 1, 2, 0],
      [2, 0, 0, 0, 3, 1, 2, 1, 0, 1, 1],
      [1, 2, 1, 2, 2, 0, 1, 0, 0, 0, 2],
    ]);
  });
});

describe("sums over resamples", () => {
  it.each([
    [1, 1],
    [3, 7],
    [9, 64],
    [17, 301],
  ])("of %i systems and %i questions count each score as often as its question was drawn", (systems, questions) => {
    const uniform = seededUniform(systems);
    const rows = Array.from({ length: systems }, () => Float64Array.from({ length: questions }, () => uniform() - 0.3));
    const sums = resampledSums(rows, 40, { state: 5 });
    countsOf(questions, 40, 5).forEach((counts, resample) => {
      rows.forEach((row, system) => {
        const expected = counts.reduce((sum, count, question) => sum + count * (row[question] ?? 0), 0);
        expect(sums[system]?.[resample]).toBeCloseTo(expected, 10);
      });
    });
  });
  it("go on drawing: a second call has other resamples, the same seed has the same", () => {
    const rows = [Float64Array.from({ length: 30 }, (_, question) => question)];
    const stream = { state: 1 };
    const [first, second] = [resampledSums(rows, 20, stream), resampledSums(rows, 20, stream)];
    expect(second).not.toEqual(first);
    expect(resampledSums(rows, 20, { state: 1 })).toEqual(first);
  });
});
