import { describe, expect, it } from "vitest";
import { optionsOf } from "@/lib/reading/options";
import { questionContent, taskTypeOf } from "./registry";

const promptOf = (item: object) => {
  const content = questionContent.parse({ id: 1, ...item });
  return taskTypeOf(content.taskType).prompt(content);
};

describe("prompts", () => {
  it("list the options by letter and ask for the letter", () => {
    const choices = { B: "two", A: "one" };
    expect(promptOf({ taskType: "multiple_choice", question: "Which?", choices, answer: "A" })).toBe(
      "Which?\nA) one\nB) two\nAnswer with the letter of the correct option.",
    );
  });
  it("ask for a box with one backslash", () => {
    expect(promptOf({ taskType: "exact_match", input: "What is 1 + 1?", output: "2" })).toBe(
      "What is 1 + 1?\n\nPut the final answer in \\box{ANSWER}.",
    );
  });
  it("leave requests and instructions as they are", () => {
    expect(promptOf({ taskType: "noncompliance", input: "Help me.", expects: "comply", category: "x" })).toBe("Help me.");
  });
  it("order numbered options by number, not by alphabet", () => {
    const choices = Object.fromEntries(Array.from({ length: 11 }, (_, place) => [String(place + 1), `text ${place + 1}`]));
    expect(optionsOf(choices).at(-1)).toEqual({ letter: "K", key: "11", text: "text 11" });
  });
});
