import { afterAll, describe, expect, it } from "vitest";
import { krippendorffAlpha } from "./agreement/krippendorff-alpha";
import { correlationPermutation } from "./association/correlation-permutation";
import { criticalCorrelation } from "./association/correlation-power";
import { correlationOf, pearson } from "./association/pearson";
import { ranks } from "./association/ranks";
import { spearman } from "./association/spearman";
import { leaveOneOut } from "./attribution/leave-one-out";
import { shapley } from "./attribution/shapley";
import { bcaBootstrap } from "./intervals/bca-bootstrap";
import { bcaInterval } from "./intervals/bca-interval";
import { bcaMean } from "./intervals/bca-mean";
import { clusteredMean } from "./intervals/clustered-mean";
import { jeffreys } from "./intervals/jeffreys";
import { wilson } from "./intervals/wilson";
import { betaQuantile, incompleteBeta } from "./numerics/incomplete-beta";
import { logGamma } from "./numerics/log-gamma";
import { normalCdf, normalQuantile } from "./numerics/normal";
import { studentCritical, studentP } from "./numerics/student";
import { macroBootstrap } from "./ranks/macro-bootstrap";
import { bradleyTerry } from "./ratings/bradley-terry";
import type { PairCounts } from "./ratings/count-votes";
import { davidson } from "./ratings/davidson";
import { votesNeeded } from "./ratings/votes-needed";
import { winGroups } from "./ratings/win-groups";
import { readGolden } from "./testing/read-golden";
import { benjaminiHochberg } from "./tests/benjamini-hochberg";
import { comparisonPower } from "./tests/comparison-power";
import { holm } from "./tests/holm";
import { exactMcNemar } from "./tests/mcnemar";
import { midPMcNemar } from "./tests/mid-p-mcnemar";
import { pairedPermutation } from "./tests/paired-permutation";

const golden = readGolden();
const worst = new Map<string, number>();

/** Relative error; where a value is near 0, its error is measured against `scale`. */
function agree(name: string, ours: number, theirs: number, tolerance: number, scale = 0): void {
  const error = ours === theirs ? 0 : Math.abs(ours - theirs) / Math.max(Math.abs(theirs), scale);
  worst.set(name, Math.max(worst.get(name) ?? 0, error));
  expect(error, `${name}: ${ours} instead of ${theirs}`).toBeLessThanOrEqual(tolerance);
}

function agreeAll(name: string, ours: ArrayLike<number>, theirs: ArrayLike<number>, tolerance: number, scale = 0): void {
  expect(ours.length).toBe(theirs.length);
  Array.from(theirs).forEach((value, place) => {
    agree(name, ours[place] ?? Number.NaN, value, tolerance, scale);
  });
}

// GOLDEN_REPORT=1 prints how far from the references each function is at most.
afterAll(() => {
  if (process.env.GOLDEN_REPORT)
    process.stdout.write(`${[...worst].map(([name, error]) => `${name} ${error.toExponential(1)}`).join("\n")}\n`);
});

describe("distributions agree with SciPy", () => {
  const functions: [string, (...numbers: number[]) => number, number][] = [
    ["normalCdf", (x = 0) => normalCdf(x), 1e-12],
    ["normalQuantile", (p = 0) => normalQuantile(p), 1e-12],
    ["logGamma", (x = 0) => logGamma(x), 1e-13],
    ["incompleteBeta", (x = 0, a = 0, b = 0) => incompleteBeta(x, a, b), 1e-9],
    ["betaQuantile", (p = 0, a = 0, b = 0) => betaQuantile(p, a, b), 1e-10],
    ["studentP", (t = 0, freedom = 0) => studentP(t, freedom), 1e-9],
    ["studentCritical", (freedom = 0) => studentCritical(freedom), 1e-10],
  ];
  it.each(functions)("%s", (name, ours, tolerance) => {
    const rows = golden.distributions[name] ?? [];
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) agree(name, ours(...row.slice(0, -1)), row.at(-1) ?? Number.NaN, tolerance, 1e-300);
  });
});

describe("intervals agree with statsmodels and SciPy", () => {
  it("Wilson and Jeffreys", () => {
    for (const [successes, n, low, high, bayesLow, bayesHigh] of golden.proportions) {
      const [ours, bayes] = [wilson(successes, n), jeffreys(successes, n)];
      agreeAll("wilson", [ours.low, ours.high], [low, high], 1e-12, 1e-3);
      agreeAll("jeffreys", [bayes.low, bayes.high], [bayesLow, bayesHigh], 1e-8);
    }
  });
  it("clustered standard errors", () => {
    for (const { values, clusters, mean, se, interval } of golden.clustered) {
      const ours = clusteredMean(values, clusters);
      agree("clusteredMean mean", ours.mean, mean, 1e-12);
      agree("clusteredMean standard error", ours.standardError, se, 1e-11, 1e-6);
      agreeAll("clusteredMean interval", [ours.low, ours.high], interval, 1e-10, 1e-3);
    }
  });
  it("BCa, from the same resamples", () => {
    for (const { values, drawn, interval } of golden.bca) {
      const sum = values.reduce((total, value) => total + value, 0);
      const leftOut = values.map((value) => (sum - value) / (values.length - 1));
      const { low, high } = bcaInterval(sum / values.length, drawn, leftOut);
      agreeAll("bcaInterval", [low, high], interval, 1e-9, 1e-3);
    }
  });
  it("BCa of a mean and of a correlation, from resamples of our own", () => {
    const { values, mean, xs, ys, correlation } = golden.bcaEndToEnd;
    const ours = bcaMean(values, { resamples: 20_000 });
    agreeAll("bcaMean", [ours.low, ours.high], mean, 0.01);
    const pair = bcaBootstrap([xs, ys], ([x = new Float64Array(), y = new Float64Array()]) => correlationOf([...x], [...y]), {
      resamples: 5_000,
    });
    agreeAll("bcaBootstrap", [pair.low, pair.high], correlation, 0.03);
  });
  it("the stratified bootstrap of a mean over tasks", () => {
    const ours = macroBootstrap(golden.macro.tasks, { resamples: 10_000 });
    ours.forEach(({ low, high, difference }, system) => {
      agreeAll("macroBootstrap", [low, high], golden.macro.intervals[system] ?? [], 0.01);
      agreeAll("macroBootstrap difference", [difference.low, difference.high], golden.macro.differences[system] ?? [], 0.05, 0.1);
    });
  });
});

describe("tests agree with statsmodels and SciPy", () => {
  it("McNemar, exact and mid-p", () => {
    for (const [wins, losses, exact, mid] of golden.discordant) {
      agree("exactMcNemar", exactMcNemar(wins, losses), exact, 1e-10);
      agree("midPMcNemar", midPMcNemar(wins, losses), mid, 1e-9);
    }
  });
  it("paired permutation, exact", () => {
    for (const { ours, theirs, p } of golden.permutation) agree("pairedPermutation", pairedPermutation(ours, theirs).p, p, 1e-12);
  });
  it("Holm, and Benjamini and Hochberg", () => {
    for (const { ps, holm: byHolm, bh } of golden.multiple) {
      agreeAll("holm", holm(ps), byHolm, 1e-12, 1e-12);
      agreeAll("benjaminiHochberg", benjaminiHochberg(ps), bh, 1e-12, 1e-12);
    }
  });
  it("Pearson and Spearman, with exact permutations up to eight points", () => {
    for (const { xs, ys, r, p, interval, rho, rhoP, exactP, exactRhoP } of golden.correlations) {
      const [linear, ranked] = [pearson(xs, ys), spearman(xs, ys)];
      agree("pearson r", linear.r, r, 1e-10, 1e-3);
      agree("pearson p", linear.p, p, 1e-8);
      agreeAll("pearson interval", [linear.low, linear.high], interval, 1e-9, 1e-2);
      agree("spearman r", ranked.r, rho, 1e-10, 1e-3);
      agree("spearman p", ranked.p, rhoP, 1e-6, 1e-10);
      if (exactP === undefined || exactRhoP === undefined) continue;
      agree("correlationPermutation", correlationPermutation(xs, ys).p, exactP, 1e-12);
      agree("correlationPermutation of ranks", correlationPermutation(ranks(xs), ranks(ys)).p, exactRhoP, 1e-12);
    }
  });
  it("power", () => {
    for (const [share, power, n] of golden.power.votesNeeded) expect(votesNeeded(share, power)).toBe(n);
    for (const [n, difference, share, power] of golden.power.comparisonPower)
      agree("comparisonPower", comparisonPower(n, difference, share), power, 1e-11);
    for (const [n, r] of golden.power.criticalCorrelation) agree("criticalCorrelation", criticalCorrelation(n), r, 1e-10);
  });
});

describe("ratings agree with choix, evalica, statsmodels and SciPy", () => {
  const counts = ({ wins, ties }: { wins: number[][]; ties: number[][] }): PairCounts => ({
    players: wins.length,
    wins: Float64Array.from(wins.flat()),
    ties: Float64Array.from(ties.flat()),
  });
  it("and exist exactly where the graph of wins is strongly connected", () => {
    expect(new Set(golden.ratings.map(({ rateable }) => rateable))).toEqual(new Set([true, false]));
    for (const tournament of golden.ratings) {
      expect(winGroups(counts(tournament)).verdict === "rateable").toBe(tournament.rateable);
      if (!tournament.rateable) expect(() => bradleyTerry(counts(tournament))).toThrow(RangeError);
    }
  });
  it("Bradley-Terry with covariance", () => {
    for (const tournament of golden.ratings) {
      if (!tournament.strengths) continue;
      const ours = bradleyTerry(counts(tournament));
      agreeAll("bradleyTerry beside statsmodels", ours.strengths, tournament.strengths, 1e-9, 1);
      agreeAll("bradleyTerry covariance", ours.covariance, (tournament.covariance ?? []).flat(), 1e-10, 1e-3);
      agreeAll("bradleyTerry beside choix", ours.strengths, tournament.choix ?? [], 1e-9, 1);
      agreeAll("bradleyTerry beside evalica", ours.strengths, tournament.evalica ?? [], 1e-6, 1);
    }
  });
  it("Bradley-Terry with a ridge", () => {
    // choix weighs the squares whole, we by half.
    for (const tournament of golden.ratings)
      if (tournament.ridge) agreeAll("bradleyTerry with ridge", bradleyTerry(counts(tournament), 0.1).strengths, tournament.ridge, 1e-9, 1);
  });
  it("Davidson", () => {
    for (const tournament of golden.ratings) {
      if (!tournament.davidson || !tournament.newman) continue;
      const ours = davidson(counts(tournament));
      agreeAll("davidson beside SciPy", [...ours.strengths, ours.nu], [...tournament.davidson.strengths, tournament.davidson.nu], 1e-5, 1);
      agreeAll("davidson beside evalica", [...ours.strengths, ours.nu], [...tournament.newman.strengths, tournament.newman.nu], 1e-5, 1);
    }
  });
});

describe("agreement and shares agree with their references", () => {
  it("Krippendorff's alpha", () => {
    for (const { units, metric, alpha } of golden.agreement)
      agree("krippendorffAlpha", krippendorffAlpha(units, metric).alpha, alpha, 1e-10, 0.01);
  });
  it("Shapley values from all orders, and leave-one-out", () => {
    for (const { members, worth, shapley: shares, leaveOneOut: alone } of golden.games) {
      const value = (coalition: readonly number[]) => worth[coalition.reduce((mask, member) => mask | (1 << member), 0)] ?? Number.NaN;
      agreeAll(
        "shapley",
        shapley(members, value).shares.map((share) => share.value),
        shares,
        1e-11,
        1e-2,
      );
      agreeAll(
        "leaveOneOut",
        leaveOneOut(members, value).map((share) => share.value),
        alone,
        1e-12,
        1e-2,
      );
    }
  });
});
