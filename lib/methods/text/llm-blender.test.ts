import { describe, expect, it } from "vitest";
import type { Member } from "../method";
import { conduct, isBase, isDev } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { llmBlender } from "./llm-blender";
import { readVerdict } from "./rank-pairs";

const isComparing = (prompt: string) => prompt.startsWith("Compare two answers");
/** model-0 says D, model-1 A, model-2 C, model-3 A with more words; to test questions, their names. */
const said = ["D", "A", "C", "The answer is A"];
const talking =
  (pool: readonly Member[], rank: (first: string, second: string) => string, fuse = "B") =>
  (model: string, prompt: string) => {
    const place = pool.findIndex(({ label }) => label === model);
    if (isBase(prompt)) return isDev(prompt) ? (said[place] ?? "D") : `model-${place}`;
    const [, first = "", second = ""] = /\nAnswer A: (.*)\nAnswer B: (.*)\n/.exec(prompt) ?? [];
    return isComparing(prompt) ? rank(first, second) : fuse;
  };
/** Prefers model-2, then model-0, then the others. */
const order = ["model-2", "model-0", "model-1", "model-3"];
const knowing = (first: string, second: string) => (order.indexOf(first) < order.indexOf(second) ? "A" : "B");

describe("LLM Blender", () => {
  it("teaches the ranker every pair of different scores, in both orders, with the letter of the better", async () => {
    const pool = poolOf(3);
    const { operations, learned } = await conduct(llmBlender, pool, talking(pool, knowing));
    const training = operations.trainings.get(learned.ranker);
    expect(training).toMatchObject({ model: "m-base", epochs: 3, learningRate: 1e-5, batchSize: 16 });
    expect(training?.texts).toEqual(pool.map(({ label }) => label).toSorted());
    const examples = training?.objective.kind === "sft" ? training.objective.examples : [];
    // Of four questions each: A against D and A against C, not D against C; both orders.
    expect(examples).toHaveLength(4 * 2 * 2);
    expect(learned.comparisons).toBe(16);
    for (const { prompt, answer } of examples) {
      expect(prompt[0]?.content).toMatch(answer === "A" ? /\nAnswer A: A\n/ : /\nAnswer B: A\n/);
    }
    expect(examples.filter(({ answer }) => answer === "A")).toHaveLength(8);
  });

  it("teaches the fuser the right answer from the best candidates, best first and without names", async () => {
    const pool = poolOf(4);
    const { operations, learned } = await conduct(llmBlender, pool, talking(pool, knowing));
    const training = operations.trainings.get(learned.fuser ?? "");
    const examples = training?.objective.kind === "sft" ? training.objective.examples : [];
    expect(examples.map(({ answer }) => answer)).toEqual(["A", "A", "A", "A"]);
    const answers = [...(examples[0]?.prompt[0]?.content ?? "").matchAll(/^- (.*)$/gm)].map(([, text]) => text);
    expect(answers).toHaveLength(3);
    expect(answers.slice(0, 2).toSorted()).toEqual(["A", "The answer is A"]);
    for (const { prompt } of examples)
      for (const { name, label } of pool) expect(prompt[0]?.content).not.toMatch(new RegExp(`${name}|${label}`));
  });

  it("fuses the three that won most comparisons", async () => {
    const pool = poolOf(4);
    const { operations, answers, learned } = await conduct(llmBlender, pool, talking(pool, knowing));
    expect(answers[0]?.trace.decision).toMatchObject({
      best: [2, 0, 1].map((place) => pool[place]?.label),
      fuser: learned.fuser,
      unreadable: 0,
    });
    expect(answers[0]?.text).toBe("B");
    expect(operations.requests.at(-1)?.messages[0]?.content).toContain("\n- model-2\n- model-0\n- model-1\n");
    // Each of six pairs in both orders, greedily.
    const compared = operations.requests.filter(
      ({ messages }) => isComparing(messages[0]?.content ?? "") && !isDev(messages[0]?.content ?? ""),
    );
    expect(compared).toHaveLength(2 * 12);
    expect(new Set(compared.map(({ sampling }) => sampling.temperature))).toEqual(new Set([0]));
  });

  it("is not led by a ranker that always prefers the first place: then the order on dev decides", async () => {
    const pool = poolOf(3);
    const { answers, learned } = await conduct(
      llmBlender,
      pool,
      talking(pool, () => "A"),
      { fusion: "none" },
    );
    expect(learned.fuser).toBeNull();
    expect(answers[0]).toMatchObject({ text: "model-1", trace: { decision: { chosen: pool[1]?.label, unreadable: 0 } } });
  });

  it("counts comparisons that it cannot read, as half a win for both, and compares nothing with itself", async () => {
    const pool = poolOf(3);
    const { answers } = await conduct(
      llmBlender,
      pool,
      talking(pool, () => "The better answer is A"),
      { fusion: "none" },
    );
    expect(answers[0]).toMatchObject({ text: "model-1", trace: { decision: { unreadable: 6 } } });
    expect(llmBlender.describe(answers[0]?.trace ?? { steps: [], decision: {} })).toContainEqual({
      name: "Comparisons that could not be read",
      value: "6",
    });
    const { operations } = await conduct(llmBlender, pool, (_, prompt) => (isBase(prompt) ? "A" : "B"));
    expect(operations.requests.some(({ messages }) => isComparing(messages[0]?.content ?? ""))).toBe(false);
  });

  it("trains nothing where its parameters say so, and says where there was nothing to learn from", async () => {
    const pool = poolOf(3);
    const untrained = { ranking: "untrained", fusion: "untrained" };
    const asIs = await conduct(llmBlender, pool, talking(pool, knowing), untrained);
    expect([asIs.operations.trainings.size, asIs.learned.ranker, asIs.learned.fuser]).toEqual([0, "m-base", "m-base"]);
    expect(asIs.answers[0]?.trace.decision).toMatchObject({ untrained: [] });
    const alike = await conduct(llmBlender, pool, (_, prompt) => (isBase(prompt) ? "A" : "B"));
    expect(alike.answers[0]?.trace.decision).toMatchObject({ untrained: ["ranker"] });
  });

  it("learns from so many comparisons at most", async () => {
    const pool = poolOf(3);
    const { learned } = await conduct(llmBlender, pool, talking(pool, knowing), { comparisons: 5 });
    expect(learned.comparisons).toBe(5);
  });

  it("sends equal prompts and trains equal models for equal pools in another order", async () => {
    const pool = poolOf(4);
    const script = (model: string, prompt: string) => (isBase(prompt) && model > "m-88" ? "A" : `B by ${model}`);
    const one = await conduct(llmBlender, pool, script);
    const other = await conduct(llmBlender, pool.toReversed(), script);
    expect(other.learned).toEqual(one.learned);
    expect([...other.operations.trainings]).toEqual([...one.operations.trainings]);
    expect(other.operations.generated).toEqual(one.operations.generated);
    expect(other.answers).toEqual(one.answers);
  });

  it("says that a ranker answers with next to nothing, and all others with text", async () => {
    const pool = poolOf(3);
    const { operations } = await conduct(llmBlender, pool, talking(pool, knowing));
    for (const request of operations.asked) {
      const [opening] = request.messages[0]?.content ?? [];
      expect(llmBlender.rehearse?.(request).kind).toBe(opening?.toString().startsWith("Compare two") ? "number" : "text");
    }
  });
});

describe("readVerdict", () => {
  it.each([
    ["A", "A"],
    [" b.\n", "B"],
    ["**B**", "B"],
    ["<think>A?</think>B", "B"],
    ["The better answer is A", null],
    ["Candidate B", null],
    ["A or B", null],
    ["AB", null],
    ["", null],
  ])("reads %j as %s", (text, verdict) => {
    expect(readVerdict(text)).toBe(verdict);
  });
});
