import { describe, expect, it } from "vitest";
import { bradleyTerry } from "../ratings/bradley-terry";
import { meetingsOf } from "../ratings/bradley-terry-likelihood";
import { countVotes, pairCounts } from "../ratings/count-votes";
import { judgeDrawer } from "../ratings/draw-judges";
import { groupVotes, outcomes } from "../ratings/group-votes";
import { refitter } from "../ratings/refit-strengths";
import { assemble } from "./assemble";
import { drawPatterns } from "./draw-patterns";
import { mean } from "./mean";
import { resampledSums } from "./resampled-sums";
import { seededUniform } from "./seeded-uniform";

/** How often each question occurs in each resample, taken from the patterns. */
function countsOf(questions: number, resamples: number, seed: number): number[][] {
  const width = Math.ceil(questions / 64) * 16;
  const { patterns, extras, starts } = drawPatterns(questions, width, resamples, { state: seed });
  return Array.from({ length: resamples }, (_, resample) => {
    const counts = Array.from({ length: questions }, (_, question) => {
      const pattern = patterns[resample * width + Math.floor(question / 4)] ?? 0;
      return (pattern >> (2 * (question % 4))) & 3;
    });
    for (const question of extras.slice(starts[resample], starts[resample + 1])) counts[question] = (counts[question] ?? 0) + 1;
    return counts;
  });
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
});

describe("sums over resamples", () => {
  it.each([
    [1, 1],
    [3, 7],
    [9, 64],
    [17, 301],
  ])("of %i systems and %i questions are what plain loops give", (systems, questions) => {
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

describe("refitting", () => {
  const strengths = [0.8, 0.2, -0.2, -0.8];
  function draw(judges: number, votesEach: number) {
    const uniform = seededUniform(judges);
    const votes = judges * votesEach;
    const columns = {
      judge: new Int32Array(votes),
      winner: new Int32Array(votes),
      loser: new Int32Array(votes),
      tie: new Uint8Array(votes),
    };
    for (let vote = 0; vote < votes; vote += 1) {
      const one = Math.floor(uniform() * 4);
      const other = (one + 1 + Math.floor(uniform() * 3)) % 4;
      const wins = uniform() < 1 / (1 + Math.exp((strengths[other] ?? 0) - (strengths[one] ?? 0)));
      columns.judge[vote] = vote % judges;
      columns.winner[vote] = wins ? one : other;
      columns.loser[vote] = wins ? other : one;
      columns.tie[vote] = Number(uniform() < 0.2);
    }
    return { players: 4, judges, ...columns };
  }
  it.each([
    [5, 12],
    [200, 3],
  ])("to the votes of %i judges finds what fitting anew does", (judges, votesEach) => {
    const votes = draw(judges, votesEach);
    const all = bradleyTerry(countVotes(votes));
    const refit = refitter(all.strengths, all.covariance);
    const uniform = seededUniform(3);
    for (let resample = 0; resample < 40; resample += 1) {
      const weights = Array.from({ length: judges }, () => Math.floor(3 * uniform()));
      const counts = countVotes(votes, weights);
      const refitted = new Float64Array(4);
      refit(meetingsOf(counts), 0.01, refitted);
      const anew = bradleyTerry(counts, 0.01).strengths;
      refitted.forEach((strength, player) => {
        expect(Math.abs(strength - (anew[player] ?? 0))).toBeLessThan(2e-5);
      });
    }
  });
  it("ends where the votes have nothing to do with the start", () => {
    const far = pairCounts(3, [
      [0, 1, 1_000, 1],
      [1, 2, 1_000, 1],
    ]);
    const refitted = new Float64Array(3);
    refitter(
      new Float64Array(3),
      Float64Array.from({ length: 9 }, (_, place) => (place % 4 === 0 ? 2 : -1)),
    )(meetingsOf(far), 0, refitted);
    expect((refitted[0] ?? 0) - (refitted[2] ?? 0)).toBeCloseTo(2 * Math.log(2_001), 5);
  });
  it("draws judges with all their votes", () => {
    const votes = draw(6, 20);
    const grouped = groupVotes(votes);
    const next = judgeDrawer(grouped, { state: 2 });
    for (let resample = 0; resample < 40; resample += 1) {
      // Each of the six has twenty votes, and six are drawn.
      expect(next().reduce((sum, count) => sum + count, 0)).toBe(120);
    }
    expect(grouped.start.length).toBe(outcomes * 6 + 1);
  });
});

describe("the assembler", () => {
  const assembly = { name: "run", parameters: ["at"], locals: {}, text: "" };
  it("makes a function that works on the given memory", () => {
    const module = assemble({
      ...assembly,
      text: `local.get $at  local.get $at  i32.load offset=0  i32.const 300  i32.add  i32.store offset=4 ;; at[1] = at[0] + 300`,
    });
    const memory = new WebAssembly.Memory({ initial: 1 });
    const numbers = new Int32Array(memory.buffer);
    numbers[5] = 42;
    const { run } = new WebAssembly.Instance(module, { host: { memory } }).exports;
    if (typeof run === "function") run(20);
    expect(numbers[6]).toBe(342);
  });
  it("refuses what it does not know, by name", () => {
    expect(() => assemble({ ...assembly, text: "local.get $to" })).toThrow("$to");
    expect(() => assemble({ ...assembly, text: "f32.sqrt" })).toThrow("f32.sqrt");
  });
});
