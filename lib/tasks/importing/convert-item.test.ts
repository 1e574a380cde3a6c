import { describe, expect, it } from "vitest";
import { convertItem } from "./convert-item";
import { readItem } from "./task-file";

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
  it("reads the options of a file as it reads those of a data set", () => {
    const right = { question: "?", choices: { A: "red", B: "blue" }, answer: "B" };
    for (const row of [
      { choices: ["red", "blue"], answer: 1 },
      { choices: { a: "red", b: "blue" }, answer: "(b)" },
      { choices: { 0: "red", 1: "blue" }, answer: "1" },
      { choices: { "(A)": "red", "(B)": "blue" }, answer: "B" },
      {
        choices: [
          { key: "A", value: "red" },
          { key: "B", value: "blue" },
        ],
        answer: "blue",
      },
      { choices: { text: ["red", "blue"], labels: [false, true] } },
    ])
      expect(convertItem("multiple_choice", { id: 1, question: "?", ...row }, "")).toEqual({ id: 1, ...right });
    expect(convertItem("multiple_choice", { id: 1, question: "?", choices: ["red", "blue"], answer: -1 }, "")).toBeNull();
    const verified = { id: 1, question: "Which?", choices: ["red", "blue"], answer: 1 };
    expect(convertItem("general_verifier", verified, "")).toEqual({ id: 1, input: "Which?\nA) red\nB) blue", output: "B) blue" });
  });
  it("never makes words of what is no text", () => {
    for (const choices of [["red", null], [{}, {}], { A: "red", B: ["blue"] }])
      for (const taskType of ["multiple_choice", "general_verifier"])
        expect(readItem(taskType, convertItem(taskType, { id: 1, question: "?", choices, answer: "A" }, "")).success).toBe(false);
  });
  it("takes no place for an answer where the keys are numbers, or letters in another order", () => {
    for (const choices of [
      { 1: "red", 2: "blue" },
      { B: "red", A: "blue" },
    ]) {
      const row = { id: 1, question: "?", choices, answer: 0 };
      expect(readItem("multiple_choice", convertItem("multiple_choice", row, "")).success).toBe(false);
    }
  });
  it("never makes an empty gold answer of a missing one", () => {
    for (const output of [null, undefined, "", " "]) expect(convertItem("exact_match", { id: 1, input: "?", output }, "")).toBeNull();
  });
});
