import { expect, it } from "vitest";
import { canaryName, canaryPrompts, isSameEngine } from "./chat-canary";

const first = ["The sea is deep and blue and never still.", "43, because 17 + 26 = 43.", "Dogs eat meat, cows eat grass, bees eat nectar."];
const at = (place: number, text: string) => first.map((each, other) => (other === place ? text : each));

it("asks three questions, which is what the rule of two counts on", () => {
  expect(canaryPrompts).toHaveLength(3);
});

it.each([
  ["the same", first, true],
  ["one that parts late from the first", at(0, "The sea is deep and blue and full of fish."), true],
  ["one that parts early", at(0, "Waves roll."), true],
  ["two that part early", [first[0] ?? "", "It is 43.", "Cats eat fish."], false],
  ["nothing", ["", "", ""], false],
  ["the mark of a bad wake", ["!!!!!!!!", "!!!!!!!!", "!!!!!!!!"], false],
  ["too few answers", first.slice(0, 2), false],
])("compares answers: %s", (_, later, same) => {
  expect(isSameEngine(first, later)).toBe(same);
});

it("takes silence for the same engine where there was silence at first", () => {
  expect(isSameEngine(["", "", ""], ["", "", ""])).toBe(true);
  expect(isSameEngine(["", "", ""], ["What", "now", "?"])).toBe(false);
});

it.each([
  ["vllm/0.11.0", "vllm"],
  ["vLLM 0.12", "vllm"],
  ["fp_44709d6fcb", "fp"],
  ["polyphony-zoo-llama.cpp-f16", "polyphony-zoo-llama.cpp-f16"],
  ["", "unknown"],
])("counts %j to the family %j", (engine, family) => {
  expect(canaryName("a", engine).family).toBe(family);
});
