import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededUniform } from "../numerics/seeded-uniform";
import { bradleyTerry } from "./bradley-terry";
import { bradleyTerryBootstrap } from "./bradley-terry-bootstrap";
import { countVotes, pairCounts } from "./count-votes";
import { davidson } from "./davidson";
import { pointsPerUnit, ratingScale } from "./rating-scale";
import { voteSummary } from "./vote-summary";
import { type NamedVote, type Votes, voteColumns } from "./votes";
import { votesNeeded } from "./votes-needed";
import { winGroups } from "./win-groups";

/** Journals citing journals, of S. Stigler (1994), as A. Agresti and the R package BradleyTerry2 use them: wins of row over column. */
const citations = pairCounts(4, [
  [0, 1, 730],
  [0, 2, 498],
  [0, 3, 221],
  [1, 0, 33],
  [1, 2, 68],
  [1, 3, 17],
  [2, 0, 320],
  [2, 1, 813],
  [2, 3, 142],
  [3, 0, 284],
  [3, 1, 276],
  [3, 2, 325],
]);

/** Standard error of a gap between two players. */
function gapError({ covariance, strengths }: { covariance: Float64Array; strengths: Float64Array }, i: number, j: number): number {
  const at = (row: number, column: number) => covariance[row * strengths.length + column] ?? Number.NaN;
  return Math.sqrt(at(i, i) + at(j, j) - 2 * at(i, j));
}

/** Votes of judges who agree with the strengths, each with a whim of their own. */
function drawVotes(strengths: readonly number[], judges: number, each: number, whim: number, seed: number): Votes {
  const uniform = seededUniform(seed);
  const size = judges * each;
  const votes = {
    players: strengths.length,
    judges,
    judge: new Int32Array(size),
    winner: new Int32Array(size),
    loser: new Int32Array(size),
  };
  for (let vote = 0, by = 0; by < judges; by += 1) {
    const taste = strengths.map((strength) => strength + whim * (uniform() + uniform() + uniform() - 1.5) * 2);
    for (const end = vote + each; vote < end; vote += 1) {
      const one = Math.floor(uniform() * strengths.length);
      const other = (one + 1 + Math.floor(uniform() * (strengths.length - 1))) % strengths.length;
      const wins = uniform() < 1 / (1 + Math.exp((taste[other] ?? 0) - (taste[one] ?? 0)));
      votes.judge[vote] = by;
      votes.winner[vote] = wins ? one : other;
      votes.loser[vote] = wins ? other : one;
    }
  }
  return { ...votes, tie: new Uint8Array(size) };
}

const tournaments = fc.integer({ min: 2, max: 6 }).chain((players) =>
  fc.tuple(
    fc.constant(players),
    fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 4 })), {
      minLength: (players * (players - 1)) / 2,
      maxLength: (players * (players - 1)) / 2,
    }),
  ),
);
function complete(players: number, results: readonly (readonly [number, number, number])[], name = (player: number) => player) {
  const pairs = Array.from({ length: players }, (_, one) => Array.from({ length: one }, (_, other) => [one, other] as const)).flat();
  return pairCounts(
    players,
    pairs.flatMap(([one, other], place) => {
      const [won = 1, lost = 1, tied = 0] = results[place] ?? [];
      return [
        [name(one), name(other), won, tied],
        [name(other), name(one), lost],
      ] satisfies [number, number, number, number?][];
    }),
  );
}

describe("Bradley-Terry", () => {
  it("gives two players a gap of 400 log10(wins / losses)", () => {
    const { strengths } = bradleyTerry(
      pairCounts(2, [
        [0, 1, 30],
        [1, 0, 10],
      ]),
    );
    const [one = 0, other = 0] = ratingScale(strengths);
    expect(one - other).toBeCloseTo(400 * Math.log10(3), 8);
    expect(one + other).toBeCloseTo(2000, 8);
  });
  it("gives the published strengths and errors of the journals", () => {
    const ratings = bradleyTerry(citations);
    const [base = 0] = ratings.strengths;
    expect(Array.from(ratings.strengths, (strength) => strength - base)).toEqual(
      [0, -2.94907, -0.47957, 0.26895].map((value) => expect.closeTo(value, 5)),
    );
    expect([1, 2, 3].map((journal) => gapError(ratings, 0, journal))).toEqual(
      [0.10255, 0.06059, 0.07083].map((value) => expect.closeTo(value, 5)),
    );
    expect(ratings.heldByRidge).toBe(false);
  });
  it("shrinks errors by the root of k when data come k times", () => {
    const once = bradleyTerry(citations);
    const nine = bradleyTerry({ ...citations, wins: citations.wins.map((count) => 9 * count) });
    nine.standardErrors.forEach((error, player) => {
      expect(error).toBeCloseTo((once.standardErrors[player] ?? 0) / 3, 9);
    });
    expect(Array.from(nine.strengths)).toEqual(Array.from(once.strengths, (value) => expect.closeTo(value, 9)));
  });
  it("orders players alike whatever their numbers", () => {
    fc.assert(
      fc.property(tournaments, ([players, results]) => {
        const plain = bradleyTerry(complete(players, results)).strengths;
        const renamed = bradleyTerry(complete(players, results, (player) => players - 1 - player)).strengths;
        expect(Array.from(renamed).reverse()).toEqual(Array.from(plain, (value) => expect.closeTo(value, 8)));
      }),
      { numRuns: 50 },
    );
  });
  it("puts as many expected as seen wins to everybody, ties half", () => {
    fc.assert(
      fc.property(tournaments, ([players, results]) => {
        const counts = complete(players, results);
        const { strengths } = bradleyTerry(counts);
        for (let one = 0; one < players; one += 1) {
          let surplus = 0;
          for (let other = 0; other < players; other += 1) {
            const [won, lost] = [counts.wins[one * players + other] ?? 0, counts.wins[other * players + one] ?? 0];
            const tied = counts.ties[one * players + other] ?? 0;
            const chance = 1 / (1 + Math.exp((strengths[other] ?? 0) - (strengths[one] ?? 0)));
            surplus += won + tied / 2 - (won + lost + tied) * chance;
          }
          expect(surplus).toBeCloseTo(0, 7);
        }
      }),
      { numRuns: 50 },
    );
  });
  it("rates a player higher for one more win", () => {
    fc.assert(
      fc.property(tournaments, ([players, results]) => {
        const counts = complete(players, results);
        const more = { ...counts, wins: Float64Array.from(counts.wins) };
        more.wins[1] = (more.wins[1] ?? 0) + 1;
        expect(bradleyTerry(more).strengths[0]).toBeGreaterThan(bradleyTerry(counts).strengths[0] ?? 0);
      }),
      { numRuns: 50 },
    );
  });
  it("stands a player that won a thousand times and lost once", () => {
    const { strengths } = bradleyTerry(
      pairCounts(3, [
        [0, 1, 1000],
        [1, 0, 1],
        [1, 2, 1000],
        [2, 1, 1],
      ]),
    );
    expect((strengths[0] ?? 0) - (strengths[2] ?? 0)).toBeCloseTo(2 * Math.log(1000), 6);
  });
});

describe("votes that place nobody", () => {
  const unbeaten = pairCounts(3, [
    [0, 1, 5],
    [0, 2, 5],
    [1, 2, 3],
    [2, 1, 2],
  ]);
  const islands = pairCounts(4, [
    [0, 1, 1, 1],
    [2, 3, 1, 1],
  ]);
  it("are told: an unbeaten player is separated, players that never met are unconnected", () => {
    expect(winGroups(unbeaten)).toEqual({ verdict: "separated", groups: [[0], [1, 2]] });
    expect(winGroups(islands).verdict).toBe("unconnected");
    expect(winGroups(citations)).toEqual({ verdict: "rateable", groups: [[0, 1, 2, 3]] });
  });
  it("are refused, by name", () => {
    expect(() => bradleyTerry(unbeaten)).toThrow("players 0 only won or only lost");
    expect(() => bradleyTerry(islands)).toThrow("were never compared");
    expect(() => davidson(unbeaten)).toThrow(RangeError);
    expect(() => bradleyTerry(pairCounts(1, []))).toThrow("two players");
  });
  it("get finite ratings from a ridge, with a notice", () => {
    const ratings = bradleyTerry(unbeaten, 0.01);
    expect(ratings.heldByRidge).toBe(true);
    expect(ratings.strengths.every(Number.isFinite)).toBe(true);
    expect(ratings.strengths[0]).toBeGreaterThan(Math.max(ratings.strengths[1] ?? 0, ratings.strengths[2] ?? 0));
    expect(ratings.strengths.reduce((sum, strength) => sum + strength, 0)).toBeCloseTo(0, 9);
  });
  it("become ratings by one tie, which connects both ways", () => {
    const ties = Float64Array.from(unbeaten.ties);
    ties[1] = 1;
    ties[3] = 1;
    expect(bradleyTerry({ ...unbeaten, ties }).heldByRidge).toBe(false);
  });
});

describe("Davidson's ties", () => {
  it("are Bradley-Terry's strengths without any", () => {
    expect(davidson(citations).nu).toBe(0);
    expect(Array.from(davidson(citations).strengths)).toEqual(Array.from(bradleyTerry(citations).strengths));
  });
  it("between two equals happen as often as seen: nu / (2 + nu)", () => {
    const { nu, strengths } = davidson(
      pairCounts(2, [
        [0, 1, 3, 4],
        [1, 0, 3],
      ]),
    );
    expect(nu / (2 + nu)).toBeCloseTo(0.4, 9);
    expect(strengths[0]).toBeCloseTo(0, 9);
  });
  it("and nothing but ties are no order", () => {
    expect(() => davidson(pairCounts(2, [[0, 1, 0, 5]]))).toThrow("tie");
  });
});

describe("the bootstrap by judge", () => {
  const strengths = [0.8, 0.2, -0.2, -0.8];
  it("repeats itself, and brackets the estimate", () => {
    const votes = drawVotes(strengths, 30, 20, 0.3, 5);
    const one = bradleyTerryBootstrap(votes, { resamples: 100 });
    expect(bradleyTerryBootstrap(votes, { resamples: 100 })).toEqual(one);
    one.intervals.forEach(({ low, high }, player) => {
      expect(low).toBeLessThan(one.strengths[player] ?? 0);
      expect(high).toBeGreaterThan(one.strengths[player] ?? 0);
    });
    expect(one.separated).toBe(0);
  });
  it("agrees with the curvature where judges have no whims, and is wider where they have", () => {
    const width = (whim: number) => {
      const { intervals, standardErrors } = bradleyTerryBootstrap(drawVotes(strengths, 60, 60, whim, 3), { resamples: 300 });
      return ((intervals[0]?.high ?? 0) - (intervals[0]?.low ?? 0)) / (2 * 1.96 * (standardErrors[0] ?? 1));
    };
    expect(width(0)).toBeGreaterThan(0.8);
    expect(width(0)).toBeLessThan(1.25);
    expect(width(1.2)).toBeGreaterThan(1.5);
  });
  it("covers the true gap about 95 times in a hundred, though judges have whims", () => {
    let covered = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const { intervals } = bradleyTerryBootstrap(drawVotes([0.5, -0.5], 40, 10, 0.5, seed), { resamples: 200, seed });
      // Tastes that vary pull the average chance towards one half: the strength that 100,000 judges give.
      if ((intervals[0]?.low ?? 0) < marginal && marginal < (intervals[0]?.high ?? 0)) covered += 1;
    }
    expect(covered).toBeGreaterThanOrEqual(53);
  });
  const marginal = bradleyTerry(countVotes(drawVotes([0.5, -0.5], 20_000, 10, 0.5, 99))).strengths[0] ?? 0;
  it("gives bands of places that hold the true places", () => {
    const { bands } = bradleyTerryBootstrap(drawVotes(strengths, 40, 40, 0.2, 8), { resamples: 200 });
    bands.forEach(({ low, high }, player) => {
      expect(low).toBeLessThanOrEqual(player + 1);
      expect(high).toBeGreaterThanOrEqual(player + 1);
    });
    expect(bands[0]).toEqual({ low: 1, high: 1 });
  });
  it("counts resamples in which somebody only won", () => {
    const votes = voteColumns([
      { judge: "a", left: "x", right: "y", outcome: "left" },
      { judge: "b", left: "x", right: "y", outcome: "right" },
    ]);
    const { separated } = bradleyTerryBootstrap(votes, { resamples: 400 });
    expect(separated).toBeGreaterThan(150);
    expect(separated).toBeLessThan(250);
  });
  it("refuses one judge alone", () => {
    const votes = drawVotes(strengths, 1, 200, 0, 1);
    expect(() => bradleyTerryBootstrap(votes)).toThrow("One judge");
  });
});

describe("votes", () => {
  const votes: NamedVote[] = [
    { judge: "ada", left: "m1", right: "m2", outcome: "left" },
    { judge: "bob", left: "m2", right: "m1", outcome: "right" },
    { judge: "ada", left: "m2", right: "m3", outcome: "tie" },
  ];
  it("are counted by pair, ties for both sides", () => {
    const columns = voteColumns(votes);
    expect(columns).toMatchObject({ players: 3, judges: 2, playerNames: ["m1", "m2", "m3"], judgeNames: ["ada", "bob"] });
    const counts = countVotes(columns);
    expect(counts.wins[1]).toBe(2);
    expect([counts.ties[5], counts.ties[7]]).toEqual([1, 1]);
    expect(countVotes(columns, [1, 4]).wins[1]).toBe(5);
  });
  it("about nobody, or oneself, are refused", () => {
    expect(() => voteColumns([{ judge: "a", left: "x", right: "x", outcome: "tie" }])).toThrow("itself");
    expect(() => countVotes({ ...voteColumns(votes), players: 2 })).toThrow("Vote 3");
    expect(() => countVotes({ ...voteColumns(votes), tie: new Uint8Array(2) })).toThrow("differ in length");
    expect(() => pairCounts(2, [[0, 0, 1]])).toThrow(RangeError);
  });
  it("are summed up with ties half and a sign test without them", () => {
    expect(voteSummary({ wins: 10, ties: 8, losses: 2 })).toMatchObject({ n: 20, rate: 0.7, p: expect.closeTo(0.0386, 4) });
    expect(() => voteSummary({ wins: 0, ties: 0, losses: 0 })).toThrow("at least one");
    expect(() => voteSummary({ wins: -1, ties: 0, losses: 3 })).toThrow(RangeError);
  });
  it("stand on the scale of chess: ten to one is 400 points", () => {
    expect(pointsPerUnit * Math.log(10)).toBeCloseTo(400, 9);
    expect(ratingScale([Math.log(10), 0], 1, 1200)).toEqual([expect.closeTo(1600, 9), 1200]);
    expect(() => ratingScale([1], 3)).toThrow("no player");
  });
  it("need to be 194 for a true 60 % and 783 for 55 %, before one side is found better", () => {
    expect(votesNeeded(0.6)).toBe(194);
    expect(votesNeeded(0.55)).toBe(783);
    expect(votesNeeded(0.4)).toBe(194);
    expect(() => votesNeeded(0.5)).toThrow("one half");
  });
});
