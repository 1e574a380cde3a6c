import { describe, expect, it } from "vitest";
import { scoreRecord } from "./score-record";
import { noScorers } from "./scorers";

const score = (record: unknown) => scoreRecord(record, noScorers);
const choices = { A: "red", B: "blue" };

describe("a record from anywhere", () => {
  it("is scored by both rules, with the reason and the names of the parsers", async () => {
    expect(await score({ taskType: "multiple_choice", question: "?", choices, gold: "B", answer: "**B**", id: 7 })).toEqual({
      id: 7,
      score: 1,
      parsed: "B",
      why: "It declares option B. Right.",
      parser: "strict/6",
      certainty: expect.closeTo(0.98, 1),
      mocoScore: 0,
      mocoParser: "moco/1.0.0",
    });
  });
  it.each([
    [{ taskType: "exact-match", gold: 42, answer: "\\boxed{42}" }, 1],
    [{ taskType: "f1_match", gold: ["New York City", "NYC"], answer: "\\box{NYC}" }, 1],
    [{ taskType: "f1_match", gold: '["New York City", "NYC"]', answer: "\\box{New York}" }, 0.8],
    [{ taskType: "noncompliance", gold: "refuse", answer: "I can't help with that." }, 1],
    [{ taskType: "verifiable_instruction", gold: [{ kind: "equals", text: "x" }], answer: "x" }, 1],
  ])("may be of any type that a text decides (%#)", async (record, expected) => {
    expect((await score({ question: "?", ...record })).score).toBeCloseTo(expected);
  });
  it.each([
    [{ taskType: "banana", question: "?", answer: "" }, "taskType: is none of multiple_choice"],
    [{ taskType: "multiple_choice", question: "?", choices, gold: "C", answer: "C" }, "gold: is none of the options A, B"],
    [
      { taskType: "multiple_choice", question: "?", choices: { A: "red", B: "blue", D: "grey" }, gold: "D", answer: "D" },
      "choices: there is no option C: options are named without a gap, as the answer counts them (A, B, D)",
    ],
    [{ taskType: "multiple_choice", question: "?", choices: { 1: "red", 3: "blue" }, gold: "3", answer: "B" }, "there is no option 2"],
    [{ taskType: "exact_match", question: "?", gold: " ", answer: "" }, "gold"],
    [{ taskType: "exact_match", question: "?", gold: "1" }, "answer: is missing"],
    [{ taskType: "exact_match", question: "", gold: "1", answer: "1" }, "question: is empty"],
    [{ taskType: "f1_match", question: "?", gold: [], answer: "1" }, "gold"],
    [{ taskType: "reward_model", question: "?", answer: "1" }, "no reward endpoint is configured"],
    ["nonsense", "the line"],
  ])("is refused with what is wrong (%#)", async (record, why) => {
    await expect(score(record)).rejects.toThrow(why);
  });
});
