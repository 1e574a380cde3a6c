import { describe, expect, it } from "vitest";
import { judgeValue } from "./judge-value";
import { readValue } from "./read-value";

const judge = (answer: string, gold: string) => judgeValue(answer, { question: "How much?", gold, scoring: "exact" });

describe("exact match", () => {
  it.each([
    ["\\box{42}", "42", 1],
    ["\\boxed{42}", "42", 1],
    ["\\boxed{42.0}", "42", 1],
    ["\\boxed{ 42 }", "42", 1],
    ["\\boxed{042}", "42", 1],
    ["\\boxed{+42}", "42", 1],
    ["\\boxed{42.}", "42", 1],
    ["\\boxed{42 dollars}", "42", 1],
    ["\\boxed{$42}", "42", 1],
    ["\\boxed{42\\%}", "42", 1],
    ["\\boxed{42 km}", "42 m", 0],
    ["\\boxed{1,000}", "1000", 1],
    ["\\boxed{1,00}", "100", 0],
    ["\\boxed{-42}", "42", 0],
    ["\\boxed{−42}", "-42", 1],
    ["\\boxed{4.2}", "42", 0],
    ["\\boxed{-0}", "0", 1],
    ["\\boxed{.5}", "0.5", 1],
    ["\\boxed{\\frac{1}{2}}", "0.5", 1],
    ["\\boxed{\\dfrac{1}{2}}", "\\frac{1}{2}", 1],
    ["\\boxed{2/4}", "1/2", 1],
    ["\\boxed{1/0}", "1/0", 1],
    ["\\boxed{0.333}", "1/3", 1],
    ["\\boxed{0.3}", "1/3", 0],
    ["\\boxed 3", "3", 1],
    ["\\boxed{3} and \\boxed{}", "3", 1],
    ["\\boxed{x^{2}+1}", "x^{2}+1", 1],
    ["\\boxed{\\text{Paris}}", "Paris", 1],
    ["\\box{paris}", "Paris", 1],
    ["\\box{Fe}", "Fe", 1],
    ["\\box{a  b d k}", "a b d k", 1],
    ["\\box{a b k d}", "a b d k", 0],
    ["\\box{abdk}", "a b d k", 0],
    ["\\box{A}", "A", 1],
    ["\\box{(A)}", "A", 1],
    ["\\box{}", "A", 0],
    ["\\box{the}", "a", 0],
    ["\\box{( [ ] )}", "( [ ] )", 1],
    ["\\box{( [ ) ]}", "( [ ] )", 0],
    ["\\box{[ ]}", "( )", 0],
    ["First \\box{1}, then \\box{2}", "2", 1],
    ["First \\box{1}, then \\box{2}", "1", 0],
    ["So \\box{42} and again \\box{4", "42", 1],
    ["\\box{42", "42", 0],
    ["Put the final answer in \\box{ANSWER}. \\box{42}", "42", 1],
    ["\\box{ANSWER}", "42", 0],
    ["42", "42", 1],
    ["42.", "42", 1],
    ["-3", "-3", 1],
    ["Paris", "paris", 1],
    ["The answer is 42.", "42", 1],
    ["Answer: 42", "42", 1],
    ["Final answer: Paris\nThank you.", "Paris", 1],
    ["The answer is 41. Wait, the answer is 42.", "42", 1],
    ["The answer is not 42.", "42", 0],
    ["To answer this question, add 40 and 2 to get 42.", "42", 1],
    ["It could be 41. It could be 42.", "42", 0],
    ["<think>\\box{41}</think>\\box{42}", "42", 1],
    ["<think>\\box{42}", "42", 0],
    ["\\boxed{2^{10}}", "2^10", 1],
    ["\\boxed{2^{10}}", "2^1", 0],
    ["$\\boxed{\\mathrm{H_2SO_4}}$", "H2SO4", 1],
    ["C₁₂H₂₂O₁₁", "C12H22O11", 1],
    ["\\box{101_2}", "1012", 0],
    ["\\box{2,5}", "2.5", 1],
    ["\\box{2,5 m}", "2.5", 1],
    ["\\box{2,500}", "2.5", 0],
    ["\\box{2,5}", "2, 5", 1],
    ["\\box{ANSWER: 40 %}", "40", 1],
    ["", "A", 0],
    [".", ".", 1],
  ])("judges %j against %j: %i", (answer, gold, score) => {
    expect(judge(answer, gold).score).toBe(score);
  });
  it.each([
    ["", "empty"],
    ["\\box{}", "last box is empty"],
    ["\\box{42", "never closed"],
    ["\\box{ANSWER}", "only repeats"],
    ["It could be 41. It could be 42.", "neither a box"],
    ["First line\nsecond line", "neither a box"],
    ["<think>\\box{42}", "thoughts"],
  ])("cannot read %j and says why", (answer, why) => {
    const reading = readValue(answer, "How much?");
    expect(reading.parsed).toBeNull();
    expect(reading.reason).toContain(why);
  });
  it("gives answers that mean the same one form, so that they vote together", () => {
    expect(
      new Set(["\\box{42}", "42.0", "Answer: +42", "\\boxed{84/2}"].map((answer) => readValue(answer, "How much?").comparable)),
    ).toEqual(new Set(["42"]));
  });
  it("never credits an empty answer, whatever the gold", () => {
    for (const gold of ["A", "the", "( )", "-", "0"]) expect(judge("", gold).score).toBe(0);
  });
});

describe("F1 match", () => {
  const shared = (answer: string, gold: string | string[]) => judgeValue(answer, { question: "Who wrote it?", gold, scoring: "f1" });
  it("gives a part of the credit for shared words, and all of it for a value that means a gold", () => {
    expect(shared("\\box{Ann Bell}", "Ann Bell").score).toBe(1);
    expect(shared("\\box{Bell}", "Ann Bell")).toMatchObject({
      score: 2 / 3,
      reason: "It stands in the last box. F1 0.67 with the gold answer.",
    });
    expect(shared("\\box{Carl}", "Ann Bell").score).toBe(0);
    expect(shared("\\box{1.50}", "3/2").score).toBe(1);
  });
  it("counts the closest of several golds", () => {
    expect(shared("\\box{Bell}", ["Ann Bell", "Bell"]).score).toBe(1);
    expect(shared("\\box{Ann B.}", '["Carl", "Ann Bell"]').reason).toContain("with the closest gold answer");
  });
  it("credits prose that states a gold, and none that only mentions it", () => {
    expect(shared("The letter was written by Ann Bell in her last year.", "Ann Bell").score).toBe(1);
    expect(shared("Some say it was Ann Bell, but it was Carl Dorn.", "Ann Bell").score).toBe(0);
  });
});
