import { describe, expect, it } from "vitest";
import { seededUniform } from "../numerics/seeded-uniform";
import { bradleyTerry } from "./bradley-terry";
import { meetingsOf } from "./bradley-terry-likelihood";
import { countVotes, pairCounts } from "./count-votes";
import { judgeDrawer } from "./draw-judges";
import { groupVotes, outcomes } from "./group-votes";
import { refitter } from "./refit-strengths";

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
  ])("to the votes of %i judges finds what a fit from the start does", (judges, votesEach) => {
    const votes = draw(judges, votesEach);
    const all = bradleyTerry(countVotes(votes));
    const refit = refitter(all.strengths, all.covariance);
    const uniform = seededUniform(3);
    for (let resample = 0; resample < 40; resample += 1) {
      const weights = Array.from({ length: judges }, () => Math.floor(3 * uniform()));
      const counts = countVotes(votes, weights);
      const refitted = new Float64Array(4);
      refit(meetingsOf(counts), 0.01, refitted);
      const fitted = bradleyTerry(counts, 0.01).strengths;
      refitted.forEach((strength, player) => {
        expect(Math.abs(strength - (fitted[player] ?? 0))).toBeLessThan(2e-5);
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
