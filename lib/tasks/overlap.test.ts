import { describe, expect, it } from "vitest";
import { namesTask } from "./overlap";

const gsm8k = { slug: "gsm8k", title: "GSM8K", source: "https://huggingface.co/datasets/openai/gsm8k" };
const math = { slug: "math", title: "MATH", source: "https://github.com/hendrycks/math" };
const own = { slug: "sea-shanties", title: "Sea shanties", source: "https://huggingface.co/datasets/harbour/shanty-questions/tree/abc" };

describe("namesTask", () => {
  it.each([
    ["gsm8k"],
    ["openai/gsm8k (train)"],
    ["https://huggingface.co/datasets/openai/gsm8k"],
    ["Grade School Math, Orca"],
    ["a mix of GSM-8K and others"],
    ["MetaMathQA"],
  ])("finds GSM8K in %j", (line) => {
    expect(namesTask(line, gsm8k)).toBe(true);
  });
  it("takes short names only where they stand alone", () => {
    expect(namesTask("MATH (train split)", math)).toBe(true);
    expect(namesTask("Orca, MATH, Alpaca", math)).toBe(true);
    expect(namesTask("math word problems of our own", math)).toBe(false);
  });
  it("knows tasks that nobody declared by name, title and source", () => {
    expect(namesTask("harbour/shanty-questions", own)).toBe(true);
    expect(namesTask("the sea shanties data set", own)).toBe(true);
    expect(namesTask("songs of the sea", own)).toBe(false);
  });
  it("finds nothing in other data", () => {
    expect(namesTask("tatsu-lab/alpaca", gsm8k)).toBe(false);
    expect(namesTask("", math)).toBe(false);
  });
});
