import { describe, expect, it } from "vitest";
import { randomStream } from "@/lib/operations/random";
import { choiceQuestion } from "@/lib/tasks/testing/questions";
import type { Member } from "../method";
import { conduct, dev, isBase, isDev } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { type JudgedDuel, pairUp, readScore, weighJudgements } from "./duels";
import { newcomer } from "./reputation";
import { spartaAlignment } from "./sparta-alignment";

const isJudging = (prompt: string) => prompt.startsWith("Rate an answer");
const judged = (prompt: string) => /\nAnswer: (.*)\nReply with/.exec(prompt)?.[1] ?? "";
/** model-0 says A, which is right, the others B, C and so on; judges know it, or say what `judge` says. */
const talking =
  (pool: readonly Member[], judge = (answer: string): string => (answer === "A" ? '{"score": 9}' : '{"score": 2}')) =>
  (model: string, prompt: string) => {
    if (isJudging(prompt)) return judge(judged(prompt));
    const place = pool.findIndex(({ label }) => label === model);
    return isDev(prompt) ? ("ABCD"[place] ?? "A") : `by ${model}`;
  };

describe("sparta alignment", () => {
  it("aligns all members to the answers that won, each to the same", async () => {
    const pool = poolOf(3);
    const { operations, learned } = await conduct(spartaAlignment, pool, talking(pool), { iterations: 1 });
    const labels = pool.map(({ label }) => label).toSorted();
    const trainings = [...operations.trainings.values()];
    expect(trainings.map(({ model }) => model).toSorted()).toEqual(labels);
    const [first] = trainings;
    const pairs = first?.objective.kind === "dpo" ? first.objective.pairs : [];
    expect(pairs).toHaveLength(learned.iterations[0]?.preferences ?? 0);
    expect(pairs.length).toBeGreaterThan(0);
    for (const { prompt, chosen, rejected } of pairs) {
      expect(isBase(prompt[0]?.content ?? "")).toBe(true);
      expect([chosen, "BC".includes(rejected)]).toEqual(["A", true]);
    }
    for (const one of trainings) {
      expect(one).toMatchObject({
        texts: labels,
        objective: { kind: "dpo", beta: 0.1, pairs },
        epochs: 1,
        learningRate: 1e-6,
        batchSize: 16,
      });
    }
    const [{ duels, preferences, ties, unjudged, failed } = {}] = learned.iterations;
    // Whoever does not say A is equally bad, so that only duels of model-0 are won.
    expect([duels, (preferences ?? 0) + (ties ?? 0), unjudged, failed]).toEqual([dev.length, dev.length, 0, 0]);
  });

  it("asks everybody who takes no part, of each answer apart, greedily and of the models as they are now", async () => {
    const pool = poolOf(4);
    const { operations, learned } = await conduct(spartaAlignment, pool, talking(pool), { iterations: 2 });
    const judging = operations.requests.filter(({ messages }) => isJudging(messages[0]?.content ?? ""));
    expect(judging).toHaveLength(2 * dev.length * 2 * 2);
    expect(judging.every(({ sampling }) => sampling.temperature === 0)).toBe(true);
    const second = judging.slice(judging.length / 2).map(({ model }) => model);
    const aligned = learned.candidates.filter(({ iteration }) => iteration === 1).map(({ model }) => model);
    expect(second.every((model) => aligned.includes(model))).toBe(true);
    // What was aligned says the same, so that nobody wins in the second iteration.
    expect(learned.candidates).toHaveLength(4 * 2);
    expect(learned.iterations[1]).toMatchObject({ preferences: 0, ties: 4 });
  });

  it("lets the best on dev of all iterations answer, not the last one", async () => {
    const pool = poolOf(3);
    const early = new Set<string>();
    const script = (model: string, prompt: string) => {
      if (isJudging(prompt) || !isDev(prompt)) return talking(pool)(model, prompt);
      // No member is right on d1. All that the first iteration makes are asked in the second before there are others.
      if (!model.startsWith("d-")) return prompt.includes("Question d1") ? "D" : talking(pool)(model, prompt);
      if (early.size < 3) early.add(model);
      if (!early.has(model)) return "D";
      return model === [...early][0] ? "The answer is A" : "A";
    };
    const { learned, answers } = await conduct(spartaAlignment, pool, script, { iterations: 2 });
    expect(learned.candidates).toHaveLength(3 * 3);
    const best = learned.candidates.find(({ model }) => model === learned.best);
    expect(best).toMatchObject({ iteration: 1, score: 1 });
    expect(answers[0]?.text).toBe(`by ${learned.best}`);
  });

  it("lets a member answer as it was where no alignment made it better", async () => {
    const pool = poolOf(3);
    const script = (model: string, prompt: string) =>
      isDev(prompt) && model.startsWith("d-") && isBase(prompt) ? "D" : talking(pool)(model, prompt);
    const { learned, operations } = await conduct(spartaAlignment, pool, script);
    expect(operations.trainings.size).toBe(3);
    expect(learned.best).toBe(pool[0]?.label);
  });

  it("drops judgements that it cannot read, never as five to five, and says so", async () => {
    const pool = poolOf(3);
    const mute = await conduct(
      spartaAlignment,
      pool,
      talking(pool, () => "It is quite good: 9"),
      { iterations: 2 },
    );
    expect(mute.operations.trainings.size).toBe(0);
    expect(mute.learned.iterations).toEqual([
      { duels: 4, preferences: 0, ties: 0, unjudged: 4, failed: 4 },
      { duels: 4, preferences: 0, ties: 0, unjudged: 4, failed: 4 },
    ]);
    expect(mute.learned.reputations.map(({ reputation }) => reputation)).toEqual([100, 100, 100]);
    const told = spartaAlignment.describe(mute.answers[0]?.trace ?? { steps: [], decision: {} });
    expect(told).toContainEqual({ name: "Judgements that could not be read", value: "8" });
    expect(told[0]?.value).toContain("no duel was won");
    const ties = await conduct(
      spartaAlignment,
      pool,
      talking(pool, () => '{"score": 7}'),
      { iterations: 1 },
    );
    expect(ties.learned.iterations).toEqual([{ duels: 4, preferences: 0, ties: 4, unjudged: 0, failed: 0 }]);
  });

  it("takes the better of two members, which have no judges", async () => {
    const pool = poolOf(2);
    const { operations, learned, answers } = await conduct(spartaAlignment, pool, talking(pool));
    expect([operations.trainings.size, learned.best, learned.iterations]).toEqual([0, pool[0]?.label, []]);
    expect(answers[0]?.trace.decision).toMatchObject({ rule: expect.stringContaining("too few members to judge") });
  });

  it("sends equal prompts and trains equal models for equal pools in another order", async () => {
    const pool = poolOf(5);
    const one = await conduct(spartaAlignment, pool, talking(pool));
    const other = await conduct(spartaAlignment, pool.toReversed(), talking(pool));
    expect(other.learned).toEqual(one.learned);
    expect([...other.operations.trainings]).toEqual([...one.operations.trainings]);
    expect(other.answers).toEqual(one.answers);
  });
});

describe("pairing", () => {
  const questions = Array.from({ length: 403 }, (_, place) => choiceQuestion(`d${place}`, "A"));
  const labels = ["a", "b", "c", "d", "e"];

  it("lets everybody begin equally often, against others only", () => {
    const duels = pairUp(
      new Map(labels.map((label) => [label, newcomer])),
      questions,
      { nearest: 3, anybody: 0.2 },
      randomStream("s", "p"),
    );
    expect(duels.map(({ question }) => question)).toEqual(questions);
    for (const label of labels) {
      const begun = duels.slice(0, 400).filter(({ members }) => members[0] === label).length;
      expect(begun).toBe(80);
      // Nobody is nearer than others of the same reputation.
      expect(duels.filter(({ members }) => members[1] === label).length).toBeGreaterThan(50);
    }
    expect(duels.some(({ members: [one, other] }) => one === other)).toBe(false);
  });

  it("prefers those nearest in reputation", () => {
    const standings = new Map(labels.map((label, place) => [label, { ...newcomer, reputation: 100 + 10 * place ** 2 }]));
    const near = pairUp(standings, questions, { nearest: 1, anybody: 0 }, randomStream("s", "p"));
    const met = new Set(near.map(({ members }) => members.join("")));
    expect([...met].toSorted()).toEqual(["ab", "ba", "cb", "dc", "ed"]);
    const open = pairUp(standings, questions, { nearest: 1, anybody: 1 }, randomStream("s", "p"));
    expect(new Set(open.map(({ members }) => members.join(""))).size).toBe(20);
  });
});

describe("a verdict", () => {
  it("counts judges by their reputations", () => {
    const standings = new Map([
      ["x", { ...newcomer, reputation: 150 }],
      ["y", { ...newcomer, reputation: 50 }],
    ]);
    const judgements: JudgedDuel["judgements"] = [
      { judge: "x", scores: [8, 4] },
      { judge: "y", scores: [2, 10] },
    ];
    expect(weighJudgements({ judgements }, standings)).toEqual([6.5, 5.5]);
    expect(weighJudgements({ judgements: [] }, standings)).toBeNull();
  });

  it.each([
    ['{"score": 7}', 7],
    ['{"score": 7.5, "reason": "Short."}', 7.5],
    ['```json\n{"score": 10}\n```', 10],
    ['<think>{"score": 2}</think>{"score": 3}', 3],
    ['{"score": 0}', null],
    ['{"score": 11}', null],
    ['{"score": "7"}', null],
    ["7", null],
    ['Score: {"score": 7}', null],
    ["", null],
  ])("reads %j as %s", (text, score) => {
    expect(readScore(text)).toBe(score);
  });
});
