import { describe, expect, it } from "vitest";
import { judgeOption } from "./judge-option";
import { optionsOf } from "./options";
import { readOption } from "./read-option";

const capital = {
  question: "What is the capital of France?",
  options: optionsOf({ A: "Rome", B: "Berlin", C: "Paris", D: "a small village" }),
  gold: "C",
};
const judge = (answer: string) => judgeOption(answer, capital);

describe("multiple choice", () => {
  it.each([
    ["C", "C"],
    ["c", "C"],
    ["C)", "C"],
    ["C.", "C"],
    ["(C)", "C"],
    ["(c)", "C"],
    ["[C]", "C"],
    ["**C**", "C"],
    ["**C)**", "C"],
    ["*C*", "C"],
    ["`C`", "C"],
    ['"C"', "C"],
    ["$C$", "C"],
    ["C\n", "C"],
    ["  C  ", "C"],
    ["Option C", "C"],
    ["Answer C", "C"],
    ["Answer: C", "C"],
    ["answer: c", "C"],
    ["**Answer:** C", "C"],
    ["Answer: **C**", "C"],
    ["Answer: (C) Paris", "C"],
    ["Final Answer: C.", "C"],
    ["The answer is C.", "C"],
    ["The answer is (C).", "C"],
    ["The correct answer is **C) Paris**", "C"],
    ["The correct answer is option C.", "C"],
    ["The correct option is: C", "C"],
    ["My choice is C because Paris is the capital.", "C"],
    ["I choose C.", "C"],
    ["I would go with (C).", "C"],
    ["Option C is correct.", "C"],
    ["Therefore, C is the right answer.", "C"],
    ["So C) Paris is correct.", "C"],
    ["\\boxed{C}", "C"],
    ["\\box{C}", "C"],
    ["$\\boxed{\\text{C}}$", "C"],
    ["\\boxed{C) Paris}", "C"],
    ["\\boxed{Paris}", "C"],
    ["The answer is $\\boxed{C}$.", "C"],
    ["C) Paris", "C"],
    ["C. Paris", "C"],
    ["C: Paris", "C"],
    ["C - Paris", "C"],
    ["C Paris", "C"],
    ["(C) Paris.", "C"],
    ["C) Paris, since it is the seat of government.", "C"],
    ["C, because Paris is the capital.", "C"],
    ["C. The seat of the government is there.", "C"],
    ["Paris", "C"],
    ["paris.", "C"],
    ["**Paris**", "C"],
    ["It is Paris.", "C"],
    ["The answer is Paris.", "C"],
    ["Answer: Paris", "C"],
    ["Let me think. The river is the Seine. It's Paris.", "C"],
    ["The answer is a small village.", "D"],
    ["A careful reading shows the correct answer is C.", "C"],
    ["A) Rome\nB) Berlin\nC) Paris\nD) a small village\n\nThe answer is C) Paris.", "C"],
    ["A) Rome\nB) Berlin\nC) Paris\nD) a small village\n\nC", "C"],
    ["The answer is A. No, wait. The answer is C.", "C"],
    ["Answer: A\n\nOn reflection, answer: C", "C"],
    ["\\boxed{A} is tempting, yet the answer is C.", "C"],
    ["It is not B, the answer is C.", "C"],
    ["A and B are cities elsewhere. Answer: C", "C"],
    ["<think>The answer is A. Hmm.</think>C", "C"],
    ["<think>A</think> no <think>B</think>\nC", "C"],
    ["The answer is A because Rome is old.", "A"],
    ["A", "A"],
    ["a", "A"],
    ["A.", "A"],
    ["B", "B"],
    ["The answer is A. Final answer: B", "B"],
  ])("reads %j as %s", (answer, letter) => {
    expect(readOption(answer, capital).parsed).toBe(letter);
  });

  it.each([
    ["", "empty"],
    ["   \n", "empty"],
    ["<think>The answer is C", "thoughts"],
    ["<think>Surely C.</think>", "thoughts"],
    ["E", "does not have"],
    ["Answer: F", "does not have"],
    ["There is much to be said about the idea and the data.", "no option"],
    ["A good question about France.", "no option"],
    ["The answer is a good one.", "no option"],
    ["The answer is because of history.", "no option"],
    ["I am a language model.", "no option"],
    ["Paris and Rome are both nice.", "no option"],
    ["It is certainly not Paris.", "no option"],
    ["A) Rome\nB) Berlin\nC) Paris\nD) a small village", "only repeats"],
    ["A) Rome B) Berlin C) Paris D) a small village", "only repeats"],
    ["Rome\nBerlin\nParis", "no option"],
    ["The answer is not C.", "no option"],
    ["I do not think the answer is C.", "no option"],
    ["If the answer is C, France is meant.", "no option"],
    ["The answer is C?", "no option"],
    ["C) is wrong.", "no option"],
    ["C) Paris is not right.", "no option"],
    ["Option C is incorrect.", "no option"],
    ["ABCD", "no option"],
    ["The answer is A or C.", "both A and C"],
    ["A and C", "no option"],
    ["C/D", "no option"],
    ["The answer is C. Or rather, the answer is B or C.", "both B and C"],
    ["C) Berlin", "text of option B"],
    ["The answer is C) Berlin.", "text of option B"],
    ["\\boxed{London}", "none of the options"],
    ["\\boxed{}", "none of the options"],
    ["The answer is C. \\boxed{London}", "none of the options"],
  ])("cannot read %j and never credits it", (answer, why) => {
    const verdict = judge(answer);
    expect(verdict).toMatchObject({ parsed: null, score: 0 });
    expect(verdict.reason).toContain(why);
  });

  it("credits the right option alone and says why", () => {
    expect(judge("Answer: C")).toMatchObject({ parsed: "C", score: 1, reason: "It declares option C. Right." });
    expect(judge("Answer: B")).toMatchObject({
      parsed: "B",
      score: 0,
      reason: "It declares option B. That is not the right option.",
    });
  });
  it("letters options by position when their keys are numbers", () => {
    const numbered = { question: "Which?", options: optionsOf({ "1": "one", "2": "two", "10": "ten" }), gold: "10" };
    expect(judgeOption("C", numbered).score).toBe(1);
    expect(judgeOption("ten", numbered).score).toBe(1);
  });
  it("does not choose between two options of equal text", () => {
    const twins = { ...capital, options: optionsOf({ A: "Paris", B: "Paris", C: "Rome" }) };
    expect(judgeOption("Paris", twins).reason).toContain("more than one option");
  });
});
