import { describe, expect, it } from "vitest";
import type { Operations } from "@/lib/operations/contract";
import { randomStream } from "@/lib/operations/random";
import { choiceQuestion, sealed } from "@/lib/tasks/testing/questions";
import type { Member } from "../method";
import { poolOf } from "../testing/pool";
import { type Script, scriptedOperations } from "../testing/scripted-operations";
import { evaluate, lossAndGradients } from "./graph-gradients";
import { bestModel, drawWeights, type Graph, passModels, passQuestions, type Weights } from "./graph-network";
import { graphRouting } from "./graph-routing";
import { learnGraph } from "./learn-graph";

const kinds = ["rivers of the north", "sums of two numbers", "tales without words"];

/** Questions of three kinds, a dozen each; the third kind's numbers differ, its words do not. */
const questions = (from: number, each: number) =>
  kinds.flatMap((kind, place) =>
    Array.from({ length: each }, (_, index) => choiceQuestion(`d about ${kind}, number ${from + index}`, "A", `task-${place}`)),
  );
const learnedFrom = questions(0, 12);
const asked = questions(500, 4);

/** The member at a place of the pool is right on the kind of the same place, and on nothing else. */
const oneEach =
  (pool: readonly Member[]): Script =>
  (model, prompt) =>
    prompt.includes(kinds[pool.findIndex(({ label }) => label === model)] ?? "-") ? "A" : "D";

async function route(pool: readonly Member[], operations: Operations, settings: unknown = {}, texts = asked) {
  const parameters = graphRouting.parameters.parse(settings);
  const stored: unknown = JSON.parse(JSON.stringify(await graphRouting.prepare(pool, learnedFrom, parameters, operations)));
  const learned = graphRouting.learned.parse(stored);
  const answers = await graphRouting.answer(pool, learned, texts.map(sealed), parameters, operations);
  return { learned, answers, chosen: answers.map(({ trace }) => trace.decision.chosen) };
}

describe("graph routing", () => {
  it("sends every question to the member that did well on its kind, with one answer each", async () => {
    const pool = poolOf(3);
    const operations = scriptedOperations(oneEach(pool));
    const { chosen, learned } = await route(pool, operations);
    expect(chosen).toEqual(pool.flatMap(({ label }) => Array(4).fill(label)));
    expect(operations.requests).toHaveLength(3 * learnedFrom.length + asked.length);
    expect(learned).toMatchObject({ chosenOn: 3, members: pool.map(({ label }) => label).sort() });
  });

  it("learns the same of an equal pool in another order, and something else with other random numbers", async () => {
    const pool = poolOf(4);
    const run = async (order: readonly Member[], seed: string) => {
      const operations: Operations = { ...scriptedOperations(oneEach(pool)), random: (purpose) => randomStream(seed, purpose) };
      return (await route(order, operations, { epochs: 5 })).learned;
    };
    expect(await run(pool.toReversed(), "one")).toEqual(await run(pool, "one"));
    expect((await run(pool, "two")).vectors).not.toEqual((await run(pool, "one")).vectors);
  });

  it("breaks ties by what members are worth on the question's task, wherever they stand", async () => {
    const pool = poolOf(3);
    const [first, , last] = pool;
    // Everybody is right on every other question of each task; on the others the last of the pool, or the first, alone.
    for (const better of [first, last]) {
      const script: Script = (model, prompt) => (model === better?.label || Number(/\d+/.exec(prompt)?.[0]) % 2 === 0 ? "A" : "D");
      const { chosen } = await route(pool, scriptedOperations(script));
      expect(new Set(chosen)).toEqual(new Set([better?.label]));
    }
  });

  it("goes by the vectors of an embedding model where that is chosen", async () => {
    const pool = poolOf(3);
    const embed: Operations["embed"] = async (texts) =>
      texts.map((text) => [1, ...kinds.map((kind) => (text.includes(kind) ? 1 : 0)), text.length / 1_000]);
    const { chosen, learned } = await route(pool, { ...scriptedOperations(oneEach(pool)), embed }, { features: "embeddings" });
    expect(chosen).toEqual(pool.flatMap(({ label }) => Array(4).fill(label)));
    expect(learned.features).toMatchObject({ kind: "embeddings" });
    const parameters = graphRouting.parameters.parse({ features: "embeddings" });
    const other = { ...scriptedOperations(() => "A"), embed: async (texts: readonly string[]) => texts.map(() => [1, 2]) };
    await expect(graphRouting.answer(pool, learned, asked.map(sealed), parameters, other)).rejects.toThrow("train the network again");
  });

  it("asks the member that is best on dev where a question has nothing in common with any, and says so", async () => {
    const pool = poolOf(3);
    const operations = scriptedOperations((model) => (model === pool[2]?.label ? "A" : "D"));
    const strange = { ...choiceQuestion("x", "A"), prompt: "火" };
    const { answers } = await route(pool, operations, { epochs: 1 }, [strange]);
    expect(answers[0]?.trace.decision).toMatchObject({ chosen: pool[2]?.label, fallbacks: 1 });
    expect(graphRouting.describe(answers[0]?.trace ?? { steps: [], decision: {} }).map(({ name }) => name)).toContain(
      "Questions unlike all practice questions",
    );
  });
});

/** A graph of random texts, effects between 0 and 1, and one best model a question. */
function randomGraph(size: number, models: number, inputs: number): Graph {
  const random = randomStream("graph", "test");
  const text = () => ({ places: Int32Array.from([0, random.integer(inputs - 1) + 1]), values: Float64Array.from([0.6, 0.8]) });
  const effects = Float64Array.from({ length: size * models }, () => random.next());
  const targets = new Float64Array(size * models);
  for (let question = 0; question < size; question += 1) targets[question * models + random.integer(models)] = 1;
  return { questions: Array.from({ length: size }, text), models: Array.from({ length: models }, text), effects, targets };
}

describe("the graph network", () => {
  const graph = randomGraph(7, 3, 6);
  const maskings = [
    { visible: [0, 1, 2], asked: [3, 4, 5, 6] },
    { visible: [6, 4, 0], asked: [1, 2, 3, 5] },
  ];
  const weights = drawWeights(6, randomStream("weights", "test"));
  const lossAt = (moved: Weights) =>
    (evaluate(graph, moved, maskings[0] ?? never).loss + evaluate(graph, moved, maskings[1] ?? never).loss) / 2;
  const never = { visible: [], asked: [] };

  it.each(Object.keys(weights) as (keyof Weights)[])("changes its loss with %s as finite differences say", (name) => {
    const { loss, gradients } = lossAndGradients(graph, weights, maskings);
    expect(loss).toBeCloseTo(lossAt(weights), 12);
    const width = 1e-5;
    for (const [place, gradient] of gradients[name].entries()) {
      const moved = (by: number) => ({ ...weights, [name]: weights[name].map((value, at) => (at === place ? value + by : value)) });
      const difference = (lossAt(moved(width)) - lossAt(moved(-width))) / (2 * width);
      expect(Math.abs(gradient - difference)).toBeLessThan(1e-8 + 1e-5 * Math.abs(difference));
    }
    expect(gradients[name].some((gradient) => gradient !== 0)).toBe(true);
  });

  it("lets a question that is there twice count as one that is there once does", () => {
    const passed = passQuestions(graph, weights);
    const once = passModels(passed, weights, [0, 3], 3).model2;
    for (const [place, value] of passModels(passed, weights, [0, 3, 0, 3], 3).model2.entries())
      expect(value).toBeCloseTo(once[place] ?? 0, 12);
  });

  it("takes the first of equal models", () => {
    expect(bestModel(new Float64Array(16).fill(1), 0, new Float64Array(48), 3)).toBe(0);
  });

  it("lowers its loss, learns from one question alone, and lets others get their turn", async () => {
    const settings = { epochs: 60, learningRate: 1e-2, maskings: 2, heldOut: 0 };
    const masking = { visible: [0, 1, 2, 3], asked: [4, 5, 6] };
    const untrained = evaluate(graph, drawWeights(6, randomStream("learn", "test")), masking).loss;
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 0);
    const learned = await learnGraph(graph, 6, settings, randomStream("learn", "test"));
    clearInterval(others);
    expect(learned).toMatchObject({ epoch: 60, chosenOn: 0 });
    expect(turns).toBeGreaterThan(0);
    expect(evaluate(graph, learned.weights, masking).loss).toBeLessThan(untrained);
    const alone = await learnGraph(randomGraph(1, 2, 4), 4, { ...settings, heldOut: 0.5 }, randomStream("learn", "test"));
    expect(alone.vectors.every(Number.isFinite)).toBe(true);
  });
});
