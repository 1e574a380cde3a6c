import { describe, expect, it } from "vitest";
import { baseFamilyOf, familyInName } from "./base-family";
import { inheritData } from "./declared-data";

const row = (id: string, baseModel: string | null, trainingData: string | null) => ({
  id,
  name: `Model ${id}`,
  hubId: `lab/${id}`,
  baseModel,
  trainingData,
});

describe("declared training data", () => {
  it("is inherited from what a model was adapted from, however far back", () => {
    const found = inheritData([row("a", null, "gsm8k\n\n orca "), row("b", "Lab/A", null), row("c", "lab/b", "own texts")]);
    expect(found.get("c")).toEqual([
      { text: "own texts", from: "Model c", inherited: false },
      { text: "gsm8k", from: "Model a", inherited: true },
      { text: "orca", from: "Model a", inherited: true },
    ]);
    expect(found.get("b")?.every((line) => line.inherited)).toBe(true);
  });
  it("ends where a circle of declarations closes, and is unknown where nothing was declared", () => {
    const found = inheritData([row("a", "lab/b", "x"), row("b", "lab/a", null), row("c", null, " \n")]);
    expect(found.get("b")).toHaveLength(1);
    expect(found.has("c")).toBe(false);
  });
});

describe("the base family", () => {
  it.each([
    ["Skywork/Skywork-Reward-Llama-3.1-8B-v0.2", "llama"],
    ["Qwen/Qwen2.5-7B-Instruct", "qwen"],
    ["microsoft/phi-4", "phi"],
    ["lab/philosopher", null],
    ["polyphony-zoo/zoo-base", null],
  ])("of %s is %s", (name, family) => {
    expect(familyInName(name)).toBe(family);
  });
  it("is that of the base model where the own name says another", () => {
    expect(baseFamilyOf({ baseModel: "Qwen/Qwen2.5-7B", hubId: "lab/like-llama" })).toBe("qwen");
    expect(baseFamilyOf({ baseModel: null, hubId: "lab/tiny-llama" })).toBe("llama");
  });
});
