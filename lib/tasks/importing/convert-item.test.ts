import { describe, expect, it } from "vitest";
import { convertItem } from "./convert-item";

describe("convertItem", () => {
  it("turns numbers into texts and gives a question without an id its place", () => {
    const choices = { A: 1, B: 2 };
    expect(convertItem("multiple_choice", { question: "?", choices, answer: "A" }, "dev-3")).toEqual({
      id: "dev-3",
      question: "?",
      choices: { A: "1", B: "2" },
      answer: "A",
    });
  });
  it("knows the five categories that should not be complied with, and no others", () => {
    expect(convertItem("noncompliance", { id: 1, input: "?", category: "Humanizing requests" }, "")).toMatchObject({
      expects: "refuse",
    });
    expect(convertItem("noncompliance", { id: 1, input: "?", category: "Contrast" }, "")).toMatchObject({ expects: undefined });
  });
  it("never makes an empty gold answer of a missing one", () => {
    for (const output of [null, undefined, "", " "]) expect(convertItem("exact_match", { id: 1, input: "?", output }, "")).toBeNull();
  });
});
