import { describe, expect, it } from "vitest";
import { choiceQuestion, sealed } from "@/lib/tasks/testing/questions";
import type { Member } from "../method";
import { conduct, dev, isBase, isDev, test } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { scriptedOperations } from "../testing/scripted-operations";
import { aggLm } from "./agglm";

/** What each member says to d1 to d4, whose answer is A, and to all test questions. */
const said: Record<string, string> = { "model-0": "AABB", "model-1": "ABBC", "model-2": "AABA" };
const placeOf = (prompt: string) => Number(/Question d(\d)/.exec(prompt)?.[1]) - 1;
const following = (pool: readonly Member[]) => (model: string, prompt: string) => {
  const name = pool.find(({ label }) => label === model)?.name ?? "";
  if (!isBase(prompt)) return "C";
  return isDev(prompt) ? (said[name]?.[placeOf(prompt)] ?? "?") : "B";
};

describe("AggLM", () => {
  it("is rewarded on all sets where the majority errs, and on as many where it does not", async () => {
    const pool = poolOf(3);
    const { operations, learned } = await conduct(aggLm, pool, following(pool));
    // Most say A to d1 and d2, nobody to d3. On d4 all differ, and model-2, which says A, is the best on dev.
    const [training] = operations.trainings.values();
    expect(training).toMatchObject({ model: "m-base", texts: pool.map(({ label }) => label).toSorted(), weightDecay: 1e-5 });
    expect(training).toMatchObject({ epochs: 1, learningRate: 1e-4, batchSize: 1 });
    expect(training?.objective).toMatchObject({ kind: "grpo", drawn: 4, maxTokens: 512, temperature: 0.7 });
    const questions = training?.objective.kind === "grpo" ? training.objective.questions : [];
    const places = questions.map(({ prompt }) => placeOf(prompt[0]?.content ?? "") + 1);
    expect(places.filter((place) => place === 3)).toHaveLength(2);
    expect(places).toHaveLength(4);
    expect(questions.every(({ gold }) => gold === "A")).toBe(true);
    expect(learned.sets).toEqual({ all: 8, hard: 2, learnedFrom: 4 });
    expect(questions.at(-1)?.prompt[0]?.content).toMatch(/^### Problem begin\nQuestion d/);
  });

  it("takes a tie for what the member says that is best on dev", async () => {
    const pool = poolOf(2);
    const script = (best: string) => (model: string, prompt: string) => {
      if (!isBase(prompt)) return "C";
      return model === best && !prompt.includes("Question d4") ? "A" : "D";
    };
    for (const [place, { label }] of pool.entries()) {
      const { learned } = await conduct(aggLm, pool, script(label));
      expect([place, learned.sets.hard, learned.ranking[0]?.label]).toEqual([place, 2, label]);
    }
  });

  it("asks members for other draws on dev, and for the first one on test", async () => {
    const pool = poolOf(2);
    const { operations } = await conduct(aggLm, pool, following(pool), { samples: 3 });
    const base = operations.requests.filter(({ messages }) => isBase(messages[0]?.content ?? ""));
    const samples = (ofDev: boolean) =>
      new Set(base.filter(({ messages }) => isDev(messages[0]?.content ?? "") === ofDev).map(({ sample }) => sample));
    expect([...samples(true)].toSorted()).toEqual([0, 1, 2]);
    expect([...samples(false)]).toEqual([0]);
    const greedy = await conduct(aggLm, pool, following(pool), { decoding: { temperature: 0 } });
    expect(greedy.operations.requests.every(({ sample }) => sample === 0)).toBe(true);
    expect(greedy.learned.sets.all).toBe(dev.length);
  });

  it("lets the trained model write the final answer from all others", async () => {
    const pool = poolOf(3);
    const { answers, learned, operations } = await conduct(aggLm, pool, following(pool));
    expect(learned.aggregator).toMatch(/^d-/);
    expect(answers[0]).toMatchObject({ text: "C", trace: { decision: { chosen: learned.aggregator, untrained: null } } });
    expect(answers[0]?.trace.steps.map(({ stage }) => stage)).toEqual(["answer", "answer", "answer", "aggregation"]);
    const last = operations.requests.at(-1);
    expect(last?.model).toBe(learned.aggregator);
    expect(last?.messages[0]?.content).toContain("and these solution attempts:\nB\nB\nB\nIt is possible");
  });

  it("learns to repeat right answers where that is wanted, and leaves out sets without any", async () => {
    const pool = poolOf(3);
    const script = (model: string, prompt: string) => {
      if (!isBase(prompt) || placeOf(prompt) !== 3) return following(pool)(model, prompt);
      return model === pool[1]?.label ? "The answer is A" : "B";
    };
    const settings = { learning: "right-answers", aggregator: "best-member" };
    const { operations, learned } = await conduct(aggLm, pool, script, settings);
    const [training] = operations.trainings.values();
    expect(training?.model).toBe(learned.ranking[0]?.label);
    const examples = training?.objective.kind === "sft" ? training.objective.examples : [];
    const places = examples.map(({ prompt, answer }) => `${placeOf(prompt[0]?.content ?? "") + 1} ${answer}`);
    // Nobody is right on d3, and most are wrong on d4.
    expect(places.filter((place) => place === "4 The answer is A")).toHaveLength(2);
    expect(places.filter((place) => /^[12] A$/.test(place))).toHaveLength(2);
    expect(places).toHaveLength(4);
  });

  it("says why it did not train", async () => {
    const pool = poolOf(2);
    const reasons: (string | null)[] = [];
    for (const [script, settings] of [
      [() => "A", {}],
      [() => "D", { learning: "right-answers" }],
      [() => "D", { learning: "nothing" }],
    ] as const) {
      const { learned, operations, answers } = await conduct(aggLm, pool, script, settings);
      expect([operations.trainings.size, learned.aggregator]).toEqual([0, "m-base"]);
      expect(aggLm.describe(answers[0]?.trace ?? { steps: [], decision: {} })[1]?.value).toBe(learned.untrained);
      reasons.push(learned.untrained);
    }
    expect(new Set(reasons).size).toBe(3);
    const operations = scriptedOperations(() => "D");
    const withoutGold = dev.map((_, place) => choiceQuestion(`d${place + 1}`, "A"));
    const learned = await aggLm.prepare(pool, withoutGold, aggLm.parameters.parse({}), operations);
    expect([operations.trainings.size, learned.untrained]).toEqual([0, reasons[1]]);
    expect(await aggLm.answer(pool, learned, test.map(sealed), aggLm.parameters.parse({}), operations)).toHaveLength(test.length);
  });

  it("sends equal prompts and trains equal models for equal pools in another order", async () => {
    const pool = poolOf(4);
    const script = (model: string, prompt: string) => (isBase(prompt) && model < "m-88" ? "A" : `${model} says B`);
    const one = await conduct(aggLm, pool, script);
    const other = await conduct(aggLm, pool.toReversed(), script);
    expect(other.learned).toEqual(one.learned);
    expect([...other.operations.trainings]).toEqual([...one.operations.trainings]);
    expect(other.operations.generated).toEqual(one.operations.generated);
    expect(other.answers).toEqual(one.answers);
  });
});
