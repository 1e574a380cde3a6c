import { describe, expect, it } from "vitest";
import type { TrainSpec } from "@/lib/operations/train/spec";
import type { Member } from "../method";
import { conduct, isBase, isDev } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import type { ScriptedOperations } from "../testing/scripted-operations";
import { multiAgentFinetuning } from "./multi-agent-finetuning";

/** What each member says to the dev questions d1 to d4, first and after reading the others. */
type Lines = Record<string, { first: string[]; later: string[] }>;

const placeOf = (prompt: string) => Number(/Question [dt](\d)/.exec(prompt)?.[1]) - 1;
const following = (pool: readonly Member[], lines: Lines) => (model: string, prompt: string) => {
  const own = lines[pool.find(({ label }) => label === model)?.name ?? ""];
  return (isBase(prompt) ? own?.first : own?.later)?.[placeOf(prompt)] ?? "B";
};
const three: Lines = {
  "model-0": { first: ["A", "B", "A", "D"], later: ["A", "A", "A", "D"] },
  "model-1": { first: ["A", "A", "C", "C"], later: ["The answer is A", "A", "A", "C"] },
  "model-2": { first: ["B", "B", "B", "?"], later: ["A", "B", "A", "?"] },
};

function learntBy(operations: ScriptedOperations, part: { label: string | undefined; ofCritic: boolean }): string[][] {
  return [...operations.trainings.values()].flatMap(({ model, texts, objective }: TrainSpec) => {
    const isCritic = (texts ?? []).length > 1;
    if (model !== part.label || isCritic !== part.ofCritic || objective.kind !== "sft") return [];
    return [objective.examples.map(({ prompt, answer }) => `${placeOf(prompt[0]?.content ?? "") + 1} ${answer}`)];
  });
}

describe("multi-agent finetuning", () => {
  it("teaches every member its own first answers that agree with where the debate ended, and its improvements", async () => {
    const pool = poolOf(3);
    const { operations, learned } = await conduct(multiAgentFinetuning, pool, following(pool, three));
    // d1 and d3 end with A for all, d2 with A for two of three, d4 with D against C: no agreement.
    expect(learned.iterations).toEqual([{ debates: 4, agreed: 3, untrained: 1 }]);
    const generating = pool.map(({ label }) => learntBy(operations, { label, ofCritic: false }));
    expect(generating).toEqual([[["1 A", "3 A"]], [["1 A", "2 A"]], []]);
    const criticising = pool.map(({ label }) => learntBy(operations, { label, ofCritic: true })[0]?.length);
    // One corrected and two kept make one of each at equal parts; whoever was never right at first has corrections alone.
    expect(criticising).toEqual([2, 2, 2]);
    expect(learntBy(operations, { label: pool[2]?.label, ofCritic: true })).toEqual([["1 A", "3 A"]]);
  });

  it("trains on the prompts that were read, and names everybody whose texts stand in them", async () => {
    const pool = poolOf(3);
    const { operations } = await conduct(multiAgentFinetuning, pool, following(pool, three));
    const labels = pool.map(({ label }) => label).toSorted();
    const critics = [...operations.trainings.values()].filter(({ texts }) => (texts ?? []).length > 1);
    expect(critics.map(({ texts }) => texts)).toEqual([labels, labels, labels]);
    const read = new Set(operations.requests.map(({ messages }) => messages[0]?.content));
    for (const { objective, epochs, learningRate, batchSize } of operations.trainings.values()) {
      expect({ epochs, learningRate, batchSize }).toEqual({ epochs: 1, learningRate: 1e-5, batchSize: 16 });
      const prompts = objective.kind === "sft" ? objective.examples.map(({ prompt }) => prompt[0]?.content) : [];
      expect(prompts.length).toBeGreaterThan(0);
      for (const prompt of prompts) expect(read).toContain(prompt);
    }
  });

  it("lets the trained models debate the test questions, and gives a tie to the member that is best on dev", async () => {
    const pool = poolOf(2);
    const script = (model: string, prompt: string) => {
      const isUnsure = model === pool[0]?.label && isBase(prompt) && placeOf(prompt) > 1;
      if (isDev(prompt)) return isUnsure ? "C" : "A";
      return isBase(prompt) ? "B" : "C";
    };
    const { answers, learned } = await conduct(multiAgentFinetuning, pool, script);
    expect(learned.ranking[0]?.label).toBe(pool[1]?.label);
    const speakers = answers[0]?.trace.steps.map(({ stage, model }) => `${stage}: ${model}`);
    expect(speakers).toEqual([
      ...learned.agents.map(({ generator }) => `first answer: ${generator}`),
      ...learned.agents.map(({ critic }) => `refinement 1: ${critic}`),
    ]);
    expect(learned.agents.every(({ generator, critic }) => generator.startsWith("d-") && critic.startsWith("d-"))).toBe(true);
    const second = learned.agents.find(({ label }) => label === pool[1]?.label);
    const tied = await conduct(multiAgentFinetuning, pool, (model, prompt) => {
      if (isDev(prompt) || isBase(prompt)) return script(model, prompt);
      return model === second?.critic ? "C" : "D";
    });
    expect(tied.answers[0]).toMatchObject({
      text: "C",
      trace: { decision: { chosen: pool[1]?.label, rule: "tie, best on practice questions among the tied" } },
    });
  });

  it("learns nothing where nobody agrees, and counts that", async () => {
    const pool = poolOf(3);
    const script = (model: string) => ["A", "B", "C"][pool.findIndex(({ label }) => label === model)] ?? "?";
    const { operations, learned, answers } = await conduct(multiAgentFinetuning, pool, script);
    expect(operations.trainings.size).toBe(0);
    expect(learned.iterations).toEqual([{ debates: 4, agreed: 0, untrained: 6 }]);
    expect(learned.agents.every(({ label, generator, critic }) => generator === label && critic === label)).toBe(true);
    const told = multiAgentFinetuning.describe(answers[0]?.trace ?? { steps: [], decision: {} });
    expect(told).toContainEqual({ name: "Trainings without anything to learn from", value: "6" });
  });

  it("goes on from what the last iteration trained", async () => {
    const pool = poolOf(2);
    const { operations, learned } = await conduct(multiAgentFinetuning, pool, () => "A", { iterations: 2, rounds: 3 });
    expect(operations.trainings.size).toBe(8);
    expect(learned.iterations).toHaveLength(2);
    for (const { generator, critic } of learned.agents) {
      expect(operations.trainings.get(operations.trainings.get(generator)?.model ?? "")?.model).toMatch(/^m-/);
      expect(operations.trainings.get(critic)?.model).toMatch(/^d-/);
    }
  });

  it("sends equal prompts and trains equal models for equal pools in another order", async () => {
    const pool = poolOf(4);
    const script = (model: string, prompt: string) => (model < "m-88" || !isBase(prompt) ? "A" : `${model} says B`);
    const one = await conduct(multiAgentFinetuning, pool, script);
    const other = await conduct(multiAgentFinetuning, pool.toReversed(), script);
    expect(other.learned).toEqual(one.learned);
    expect([...other.operations.trainings]).toEqual([...one.operations.trainings]);
    expect(other.operations.generated).toEqual(one.operations.generated);
    expect(other.answers).toEqual(one.answers);
  });
});
