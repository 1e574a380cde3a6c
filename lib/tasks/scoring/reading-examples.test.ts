import { describe, expect, it } from "vitest";
import { readTaskFile } from "../importing/task-file";
import { colours, manners, sums } from "../testing/task-files";
import { readingExamples } from "./reading-examples";

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
