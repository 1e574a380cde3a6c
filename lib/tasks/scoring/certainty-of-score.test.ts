import { describe, expect, it } from "vitest";
import { isDoubtful } from "../schema";
import { type QuestionContent, questionContent } from "../types/registry";
import { certaintyOfScore } from "./certainty-of-score";
import { judgeAnswer } from "./judge-answer";

const content = (taskType: string, fields: object): QuestionContent => questionContent.parse({ id: 1, taskType, ...fields });
const sum = content("exact_match", { input: "How much is 40 + 2?", output: "42" });
const author = content("f1_match", { input: "Who wrote the letter?", output: "Ann Bell" });
const tree = content("verifiable_instruction", { input: "Say tree.", checks: [{ kind: "equals", text: "tree" }] });

describe("how certain a verdict is", () => {
  it.each([
    [sum, "\\boxed{42}"],
    [author, "\\box{Ann Bell}"],
    [tree, "tree"],
    [tree, "It says something, perhaps."],
    [tree, ""],
  ])("is beyond doubt where an answer keeps to its form, or a program checks it (%#)", (question, answer) => {
    expect(isDoubtful(judgeAnswer(question, answer).certainty)).toBe(false);
  });
});

describe("how certain a score of others is", () => {
  it("is our own certainty where we give the same score, and a coin's where we do not", () => {
    expect(certaintyOfScore(sum, "\\boxed{42}", 1)).toBe(judgeAnswer(sum, "\\boxed{42}").certainty);
    expect(certaintyOfScore(sum, "\\boxed{42}", 0)).toBe(0.5);
    expect(certaintyOfScore(author, "\\box{Ann}", 2 / 3)).toBe(judgeAnswer(author, "\\box{Ann}").certainty);
  });
  it("is unknown where a model or a sandbox scores", () => {
    const others = [
      content("reward_model", { input: "Write a line." }),
      content("general_verifier", { input: "How much is 1 + 1?", output: "2" }),
      content("generation_diversity", { input: "Name a colour.", reference: ["red"] }),
      content("coding", { input: "def f():", test: "-" }),
    ];
    for (const question of others) expect(certaintyOfScore(question, "x", 1)).toBeNull();
  });
});
