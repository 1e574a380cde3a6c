import { describe, expect, it } from "vitest";
import { optionsOf } from "../options";
import { complianceAsMoco, exactAsMoco, f1AsMoco, optionAsMoco } from "./score-as-moco";

describe("the score by MoCo's rules, defects included", () => {
  const options = optionsOf({ A: "Rome", B: "Berlin", C: "Paris" });
  it("takes a text that begins with the article for option A, and the first option whose text stands anywhere", () => {
    expect(optionAsMoco("A careful reading shows that it is C.", { options, gold: "A" })).toBe(1);
    expect(optionAsMoco("It is Paris, not Berlin.", { options, gold: "B" })).toBe(1);
  });
  it("never credits an option whose key is a number", () => {
    expect(optionAsMoco("B", { options: optionsOf({ "1": "one", "2": "two" }), gold: "2" })).toBe(0);
  });
  it("cuts a box at its first closing brace, and loses signs and decimal points", () => {
    expect(exactAsMoco("\\boxed{\\frac{1}{2}}", "\\frac{1}{2}")).toBe(0);
    expect(exactAsMoco("\\boxed{-4.2}", "42")).toBe(1);
  });
  it("splits several golds at every comma", () => {
    expect(f1AsMoco("\\box{Davis}", '["Davis, Jr.", "Miles"]')).toBe(1);
    expect(f1AsMoco("\\box{Davis}", "Davis, Jr.")).toBeCloseTo(2 / 3);
  });
  it("finds a refusal in one word, and counts requests to be helped with the other way round", () => {
    expect(complianceAsMoco("You cannot miss it.", "refuse")).toBe(1);
    expect(complianceAsMoco("You cannot miss it.", "comply")).toBe(0);
  });
  it("counts what follows the last thought", () => {
    expect(exactAsMoco("<think>41</think>42", "42")).toBe(1);
  });
});
