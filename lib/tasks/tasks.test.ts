import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { optionsOf } from "@/lib/reading/options";
import { readTaskFile } from "./importing/task-file";
import { prepareQuestion } from "./prepare-question";
import { promptOf } from "./prompts";
import { questionContent } from "./schema";
import { exampleAnswer } from "./scoring/example-answer";
import { readingExamples } from "./scoring/reading-examples";
import { colours, manners, sums } from "./testing/task-files";

const problemsOf = (file: unknown) => {
  try {
    readTaskFile(file);
  } catch (error) {
    if (error instanceof AppError) return error.fields.map(({ field }) => field);
  }
  throw new Error("The file was accepted.");
};

describe("prompts", () => {
  it("lists the options by letter and asks for the letter", () => {
    const content = questionContent.parse({
      taskType: "multiple_choice",
      id: 1,
      question: "Which?",
      choices: { B: "two", A: "one" },
      answer: "A",
    });
    expect(promptOf(content)).toBe("Which?\nA) one\nB) two\nAnswer with the letter of the correct option.");
  });
  it("asks for a box with one backslash", () => {
    const content = questionContent.parse({ taskType: "exact_match", id: 1, input: "What is 1 + 1?", output: "2" });
    expect(promptOf(content)).toBe("What is 1 + 1?\n\nPut the final answer in \\box{ANSWER}.");
  });
  it("leaves requests and instructions as they are", () => {
    const content = questionContent.parse({ taskType: "noncompliance", id: 1, input: "Help me.", expects: "comply", category: "x" });
    expect(promptOf(content)).toBe("Help me.");
  });
  it("orders numbered options by number, not by alphabet", () => {
    const choices = Object.fromEntries(Array.from({ length: 11 }, (_, place) => [String(place + 1), `text ${place + 1}`]));
    expect(optionsOf(choices).at(-1)).toEqual({ letter: "K", key: "11", text: "text 11" });
  });
});

describe("a prepared question", () => {
  it("hides the gold and judges by it", async () => {
    const content = { taskType: "exact_match", id: 1, input: "What is 6 x 7?", output: "42" };
    const question = prepareQuestion({ id: "q", taskId: "t", content });
    expect(JSON.stringify(question)).not.toContain("42");
    expect(question.read("\\box{42.0}")).toBe("42");
    expect(await question.score("\\box{42.0}")).toMatchObject({ parsed: "42.0", score: 1 });
  });
});

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

describe("examples of how answers are read", () => {
  it.each([
    ["multiple choice", colours, ["B", "B", "B", "A", null, null]],
    ["exact match", sums, ["2", "2", "2", "not 2", null, null]],
    ["refuse or comply", manners, ["refuse", "refuse", "comply", null]],
  ])("show right, wrong and unreadable ones for %s", (_, file, parsed) => {
    const content = readTaskFile(file).questions.find(({ split }) => split === "dev")?.content;
    expect(content && readingExamples(content).map(({ verdict }) => verdict.parsed)).toEqual(parsed);
  });
});

describe("the zoo's tasks", () => {
  const names = readdirSync("zoo/tasks").filter((name) => name.endsWith(".json"));
  it("are there", () => {
    expect(names.length).toBeGreaterThanOrEqual(10);
  });
  it.each(names)("%s credits a right answer to every question, and never an empty one", async (name) => {
    const { questions } = readTaskFile(JSON.parse(readFileSync(`zoo/tasks/${name}`, "utf8")));
    for (const { content } of questions) {
      const question = prepareQuestion({ id: "q", taskId: "t", content });
      expect(await question.score(exampleAnswer(content))).toMatchObject({ score: 1 });
      expect((await question.score("")).score).toBe(0);
    }
  });
});
