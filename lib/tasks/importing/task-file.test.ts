import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { colours, letters, sums } from "../testing/task-files";
import { readTaskFile } from "./task-file";

const problemsOf = (file: unknown) => {
  try {
    readTaskFile(file);
  } catch (error) {
    if (error instanceof AppError) return error.fields.map(({ field }) => field);
  }
  throw new Error("The file was accepted.");
};

describe("a task file", () => {
  it("is read with its domain in our words and its items in order", () => {
    const task = readTaskFile(colours);
    expect(task).toMatchObject({ slug: "test-colours", domain: "general_qa", taskType: "multiple_choice" });
    expect(task.questions.map(({ split, position }) => `${split} ${position}`)).toEqual(["held_out 0", "dev 0", "dev 1", "test 0"]);
  });
  it("keeps fields that scoring does not need", () => {
    const [first] = readTaskFile({
      ...sums,
      splits: { ...sums.splits, heldOut: [{ id: 1, input: "?", output: "1", year: 1999 }] },
    }).questions;
    expect(first?.content).toMatchObject({ year: 1999 });
  });
  it("names every faulty field with its split and place", () => {
    const dev = [
      { id: 1, question: "Which?", choices: { A: "one", C: "three" }, answer: "A" },
      { id: 2, question: "", choices: { A: "one", B: "two" }, answer: "D" },
    ];
    const fields = problemsOf({ ...colours, splits: { ...colours.splits, dev } });
    expect(fields).toContain("splits.dev[0].choices");
    expect(fields).toContain("splits.dev[1].question");
  });
  it("names an answer that is no option", () => {
    const dev = [{ id: 2, question: "Which?", choices: { A: "one", B: "two" }, answer: "D" }];
    expect(problemsOf({ ...colours, splits: { ...colours.splits, dev } })).toEqual(["splits.dev[0].answer"]);
  });
  it("refuses signs that steer a terminal or turn a line, by their code", () => {
    expect(() => readTaskFile({ ...colours, license: "mit\u001b[31m" })).toThrow(
      "license: holds a character that is not for reading (\\u001b)",
    );
    expect(problemsOf({ ...colours, title: "a\u202eb", source: "a\nb", description: "a\nb" })).toEqual(["title", "source"]);
  });
  it("is refused in words that need no knowledge of schemas", () => {
    const dev = [
      { id: 1, question: 5, choices: ["red", "blue"], answer: "A" },
      { id: 2, question: "?", choices: { A: null, B: "blue" }, answer: ["A"] },
      { id: {}, choices: letters, answer: "A" },
    ];
    const words = () => readTaskFile({ ...colours, splits: { ...colours.splits, dev: [...dev, null] } });
    let said: string[] = [];
    try {
      words();
    } catch (error) {
      if (error instanceof AppError) said = error.fields.map(({ field, message }) => `${field} ${message}`);
    }
    expect(said).toEqual([
      "splits.dev[0].question needs a text, not a number",
      "splits.dev[0].choices needs texts by their names, not a list",
      "splits.dev[1].choices.A needs a text, not an empty value (null)",
      "splits.dev[1].answer needs a text, not a list",
      "splits.dev[2].id is an object with fields of its own, which does not belong here",
      "splits.dev[2].question is missing",
      "splits.dev[3] needs an object, not an empty value (null)",
    ]);
  });
  it("names what is missing, misspelt or unknown at the top", () => {
    expect(problemsOf({ ...colours, title: undefined, domain: "cooking", colour: "red" }).sort()).toEqual(["", "domain", "title"]);
    expect(problemsOf({ ...colours, splits: { ...colours.splits, test: [] } })).toEqual(["splits.test"]);
    expect(problemsOf("nonsense")).toEqual([""]);
  });
  it("refuses an empty gold answer, which an empty answer would match", () => {
    const dev = [{ id: 1, input: "?", output: " " }];
    expect(problemsOf({ ...sums, splits: { ...sums.splits, dev } })).toEqual(["splits.dev[0].output"]);
  });
  it("counts the problems that the message leaves out", () => {
    const dev = Array.from({ length: 9 }, (_, id) => ({ id, input: "?" }));
    expect(() => readTaskFile({ ...sums, splits: { ...sums.splits, dev } })).toThrow("and 6 more");
  });
});
