import { expect, it } from "vitest";
import { describeRecipe } from "./describe-recipe";

const parents = [
  { model: "m-a", weight: 0.5 },
  { model: "m-b", weight: 0.5 },
];
const merges = [
  { kind: "linear", parents },
  { kind: "ties", base: "m-a", parents, density: 0.2 },
  { kind: "dare_ties", base: "m-c", parents, density: 0.2, seed: 3 },
  { kind: "extrapolate", start: "m-a", end: "m-b", alpha: 1.3 },
  { kind: "particle", parents },
];
const how = { model: "m-a", adapter: null, epochs: 1, batchSize: 2, learningRate: 1e-4, seed: 0 };
const prompt = [{ role: "user", content: "hidden words" }];
const objectives = [
  { kind: "sft", examples: [{ prompt, answer: "hidden words" }] },
  { kind: "dpo", pairs: [{ prompt, chosen: "hidden words", rejected: "hidden words" }], beta: 0.1 },
  { kind: "grpo", questions: [{ prompt, gold: "hidden words" }], drawn: 4, maxTokens: 24 },
];

it("has a sentence of its own for every kind of merge and training, and repeats no text", () => {
  const recipes = [
    ...merges.map((spec) => ({ operation: "merge", spec })),
    ...objectives.map((objective) => ({ operation: "train", spec: { ...how, objective } })),
  ];
  const words = recipes.map(describeRecipe);
  expect(new Set(words.map(({ sentence }) => sentence)).size).toBe(recipes.length);
  expect(words.every(({ sentence }) => !sentence.includes("cannot read"))).toBe(true);
  expect(JSON.stringify(words)).not.toContain("hidden");
});

it("says the part of each model, and both where the base is a parent too", () => {
  const [, ties, , extrapolate] = merges.map((spec) => describeRecipe({ operation: "merge", spec }));
  expect([...(ties?.parts ?? [])]).toEqual([
    ["m-a", "the base, factor 0.5"],
    ["m-b", "factor 0.5"],
  ]);
  expect(extrapolate?.parts.get("m-b")).toBe("the end");
});

it("says that a recipe of another version cannot be read", () => {
  expect(describeRecipe({ operation: "merge", spec: { kind: "melt" } }).sentence).toContain("cannot read");
  expect(describeRecipe(null).sentence).toContain("cannot read");
});
