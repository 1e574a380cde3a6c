import { expect, it } from "vitest";
import { seededUniform } from "@/lib/statistics/numerics/seeded-uniform";
import { launchInput } from "../composing/schema";
import { exceedsLimits, leavesRoom } from "../executing/exceeds-limits";
import { tokenCapOf, unreadableShareOf } from "../launching/default-limits";
import { type CostGroup, drawCosts, spreadOf, sumDraws } from "./draw-costs";

const group = (changes: Partial<CostGroup> = {}): CostGroup => ({
  kind: "generate",
  modelId: "m",
  taskId: "t",
  maxTokens: 512,
  calls: 100,
  known: 0,
  letters: 4_000,
  scale: 1,
  isGuess: false,
  lengths: { source: "same-task", tokens: Array.from({ length: 30 }, (_, place) => 10 * (1 + (place % 3))) },
  ...changes,
});

it("draws the same costs each time, and others for another seed", () => {
  const tokensOf = (seed: number) => [...drawCosts([group()], [], seed).tokens];
  expect(tokensOf(1)).toEqual(tokensOf(1));
  expect(tokensOf(1)).not.toEqual(tokensOf(2));
});

it("is sure of calls that were all rehearsed, and expects as many tokens as earlier answers had", () => {
  const { requests, tokens } = drawCosts([group({ known: 40 })], [], 1);
  expect(spreadOf(requests)).toEqual({ p50: 60, p90: 60 });
  const { p50, p90 } = spreadOf(tokens);
  expect(p50 / (60 * 20)).toBeCloseTo(1, 1);
  expect(p90).toBeGreaterThan(p50);
  expect(p90).toBeLessThan(1.5 * p50);
});

it("spreads what was not rehearsed by how many of the rehearsed calls were known", () => {
  const { requests } = drawCosts([group({ known: 50, scale: 10 })], [], 1);
  const { p50, p90 } = spreadOf(requests);
  expect(p50).toBeGreaterThan(470);
  expect(p50).toBeLessThan(530);
  // One standard deviation of the share is 0.05, of 900 calls 45; nine of ten draws stay below 1.28 of it.
  expect(p90 - p50).toBeGreaterThan(40);
  expect(p90 - p50).toBeLessThan(75);
});

it("is unsure of calls that made-up answers decided", () => {
  const { p50, p90 } = spreadOf(drawCosts([group({ isGuess: true })], [], 1).requests);
  expect(p50 / 100).toBeCloseTo(1, 1);
  expect(p90).toBeGreaterThan(115);
  expect(p90).toBeLessThan(145);
});

it("takes half of what is allowed where nothing is known, with anything up to all of it", () => {
  const { p50, p90 } = spreadOf(drawCosts([group({ lengths: { source: "guess", tokens: [] } })], [], 1).tokens);
  expect(p50 / (100 * 256)).toBeCloseTo(1, 0);
  expect(p90).toBeGreaterThan(0.85 * 100 * 512);
  expect(p90).toBeLessThanOrEqual(100 * 512);
});

it("does not take an answer that was cut for one of that length, unless no more is allowed now", () => {
  const cut = Array.from({ length: 30 }, () => 64);
  const p50 = (maxTokens: number, tokens: number[] = []) =>
    spreadOf(drawCosts([group({ maxTokens, lengths: { source: "same-task", tokens, cut } })], [], 1).tokens).p50 / 100;
  expect(p50(64)).toBeCloseTo(64, -1);
  expect(p50(32)).toBeCloseTo(32, -1);
  expect(p50(512)).toBeGreaterThan(250);
  // Those that went on to 200 tell how long the others would have been.
  expect(
    p50(
      512,
      Array.from({ length: 10 }, () => 200),
    ),
  ).toBeCloseTo(200, -2);
});

it("never expects more tokens than the answers may have", () => {
  const long = group({ maxTokens: 16, lengths: { source: "same-kind", tokens: Array.from({ length: 30 }, () => 400) } });
  expect(Math.max(...drawCosts([long], [], 1).tokens)).toBeLessThanOrEqual(1_600);
});

it.each([
  [20, 0.3, 200],
  [20, 0.7, 200],
  [40, 0.3, 200],
  [40, 0.7, 20],
  [40, 0.7, 200],
  [40, 1.1, 200],
  [120, 1.1, 20],
  [120, 1.1, 200],
])(
  "keeps nine of ten runs below its careful end, judging by %i answers whose lengths spread by e^%f, %i calls each",
  (answers, spread, calls) => {
    const uniform = seededUniform(7);
    const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    const length = () => Math.min(512, Math.max(1, Math.round(60 * Math.exp(spread * normal()))));
    const runs = Array.from({ length: 400 }, (_, run) => {
      const lengths = { source: "same-task" as const, tokens: Array.from({ length: answers }, length) };
      const { p50, p90 } = spreadOf(drawCosts([group({ calls, lengths })], [], run + 1).tokens);
      const spent = Array.from({ length: calls }, length).reduce((sum, tokens) => sum + tokens, 0);
      return { isCovered: spent <= p90, isNear: Math.abs(p50 / spent - 1) <= 0.25 };
    });
    const covered = runs.filter(({ isCovered }) => isCovered).length / runs.length;
    const near = runs.filter(({ isNear }) => isNear).length / runs.length;
    process.stdout.write(
      `${answers} answers, e^${spread}, ${calls} calls: ${covered} of runs below the careful end, ${near} within a quarter of the middle\n`,
    );
    // Of 400 runs nine tenths are 360, give or take 6 by chance alone.
    expect(covered).toBeGreaterThanOrEqual(0.885);
  },
);

it("guesses no time before a run has measured one", () => {
  expect(drawCosts([group()], [], 1).seconds).toBeNull();
  const { tokens, seconds } = drawCosts([group()], [100], 1);
  if (!seconds) throw new Error("no time");
  expect(spreadOf(seconds).p50 / (spreadOf(tokens).p50 / 100)).toBeCloseTo(1, 1);
});

it("adds runs draw by draw", () => {
  const { tokens } = drawCosts([group()], [], 1);
  expect(spreadOf(sumDraws([tokens, tokens])).p90).toBeCloseTo(2 * spreadOf(tokens).p90);
});

it("caps a launch at twice the careful end of its estimate, unless the maintainer says otherwise", () => {
  const input = (changes: object) => launchInput.parse({ kind: "individual", models: "a", split: "test", ...changes });
  const estimate = (p90: number) => ({
    calls: 1,
    known: 0,
    scores: { calls: 0, known: 0 },
    exact: true,
    requests: { p50: 1, p90: 1 },
    tokens: { p50: p90, p90 },
    seconds: null,
    lengths: { measured: 1, similar: 0, guessed: 0 },
    draws: 1_000,
  });
  expect(tokenCapOf(input({}), estimate(40_000))).toBe(80_000);
  expect(tokenCapOf(input({}), estimate(3))).toBe(10_000);
  expect(tokenCapOf(input({ tokenCap: "500" }), estimate(40_000))).toBe(500);
  expect(tokenCapOf(input({ tokenCap: "0" }), estimate(40_000))).toBeNull();
  expect(unreadableShareOf(input({}))).toBe(0.2);
  expect(unreadableShareOf(input({ unreadablePercent: "100" }))).toBeNull();
  expect(() => input({ tokenCap: "many" })).toThrow("Give a whole number of tokens.");
});

it("pauses beyond a limit, says which, and does not judge a handful of answers", () => {
  const limits = { tokenCap: 100, unreadableShare: 0.2 };
  expect(exceedsLimits(limits, 100, { total: 50, unreadable: 10 })).toBeNull();
  expect(exceedsLimits(limits, 101, { total: 50, unreadable: 0 })).toMatchObject({ data: { limit: "tokens", spent: 101, approved: 100 } });
  expect(exceedsLimits(limits, 0, { total: 50, unreadable: 11 })).toMatchObject({
    why: "11 of 50 answers (22 %) cannot be read, more than the 20 % that were approved.",
  });
  expect(exceedsLimits(limits, 0, { total: 5, unreadable: 5 })).toBeNull();
  expect(exceedsLimits({ tokenCap: null, unreadableShare: null }, 1e9, { total: 50, unreadable: 50 })).toBeNull();
});

it("begins no more batches at once than what is left of the cap is expected to pay", () => {
  const limits = { tokenCap: 1_000, unreadableShare: null };
  const pace = { answers: 50, tokens: 100, batch: 50, expectedTokens: 50 };
  expect(leavesRoom(limits, 100, pace, 8)).toBe(true);
  expect(leavesRoom(limits, 100, pace, 9)).toBe(false);
  expect(leavesRoom({ ...limits, tokenCap: null }, 1e9, pace, 40)).toBe(true);
  // Before any answer the estimate of the launch tells, and where there is none one batch goes ahead.
  const before = { ...pace, answers: 0, tokens: 0, expectedTokens: 4 };
  expect([3, 4, 5].map((underWay) => leavesRoom(limits, 0, before, underWay))).toEqual([true, true, false]);
  expect(leavesRoom(limits, 0, { ...before, expectedTokens: null }, 0)).toBe(false);
});
