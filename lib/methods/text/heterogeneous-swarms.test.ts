import { describe, expect, it } from "vitest";
import { sealed } from "@/lib/tasks/testing/questions";
import type { Member } from "../method";
import { conduct, dev, isBase, isDev, test } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { scriptedOperations } from "../testing/scripted-operations";
import { heterogeneousSwarms } from "./heterogeneous-swarms";

const name = (pool: readonly Member[], model: string) => pool.find(({ label }) => label === model)?.name ?? "";
/** Alone they know nothing; who reads others is right where it is model-1, and says of whom it heard. */
const talking = (pool: readonly Member[]) => (model: string, prompt: string) => {
  if (isBase(prompt)) return isDev(prompt) ? "D" : `${name(pool, model)} alone`;
  if (isDev(prompt)) return name(pool, model) === "model-1" ? "A" : "D";
  const heard = [...prompt.matchAll(/^- (.*)$/gm)].map(([, said]) => said);
  return `${name(pool, model)} after (${heard.join("; ")})`;
};

describe("heterogeneous swarms", () => {
  it("finds the graph in which the best reader ends, and keeps that very graph", async () => {
    const pool = poolOf(4);
    const { learned, answers } = await conduct(heterogeneousSwarms, pool, talking(pool), { devShare: 1, iterations: 8, particles: 8 });
    expect(learned).toMatchObject({ end: pool[1]?.label, score: 1 });
    expect(learned.edges.map(({ from }) => from).toSorted()).toEqual(
      pool
        .map(({ label }) => label)
        .filter((label) => label !== learned.end)
        .toSorted(),
    );
    for (const { text, trace } of answers) {
      expect(text).toMatch(/^model-1 after \(/);
      expect(trace.steps.at(-1)).toMatchObject({ stage: "final answer", model: learned.end, text });
      expect(trace.steps).toHaveLength(4);
    }
  });

  it("draws equal graphs and sends equal prompts for equal pools in another order", async () => {
    const pool = poolOf(5);
    const one = await conduct(heterogeneousSwarms, pool, talking(pool));
    const other = await conduct(heterogeneousSwarms, pool.toReversed(), talking(pool));
    expect(other.learned).toEqual(one.learned);
    expect(other.operations.generated).toEqual(one.operations.generated);
    expect(other.answers).toEqual(one.answers);
  });

  it("asks whoever reads nobody the plain question, and generates a text of equal ancestors once", async () => {
    const pool = poolOf(4);
    const { operations } = await conduct(heterogeneousSwarms, pool, talking(pool));
    const prompts = operations.requests.map(({ messages }) => messages[0]?.content ?? "");
    expect(prompts.filter(isBase).length).toBeGreaterThan(0);
    expect(operations.generated.size).toBeLessThan(operations.requests.length);
  });

  it("compares the finalists on dev questions that did not choose them", async () => {
    const pool = poolOf(3);
    const { operations, learned } = await conduct(heterogeneousSwarms, pool, talking(pool), { devShare: 0.5 });
    expect(learned.n).toBe(dev.length);
    expect(operations.stages.at(-2)).toBe("finalists");
  });

  it("lets members refine their own first answer where the pool learned that wording", async () => {
    const pool = poolOf(3);
    const { operations, answers } = await conduct(heterogeneousSwarms, pool, talking(pool), { wording: "refine" });
    const prompts = operations.requests.map(({ messages }) => messages[0]?.content ?? "");
    expect(prompts.some((prompt) => prompt.includes("previous responses of other models"))).toBe(false);
    expect(prompts.some((prompt) => prompt.includes("Your previous answer: "))).toBe(true);
    expect(answers[0]?.trace.steps.some(({ stage }) => stage === "first answer")).toBe(true);
  });

  it("refuses a graph that was learned for another pool", async () => {
    const operations = scriptedOperations(() => "A");
    const settings = heterogeneousSwarms.parameters.parse({});
    const learned = await heterogeneousSwarms.prepare(poolOf(4), dev, settings, operations);
    await expect(heterogeneousSwarms.answer(poolOf(3), learned, test.map(sealed), settings, operations)).rejects.toThrow("another pool");
  });
});
