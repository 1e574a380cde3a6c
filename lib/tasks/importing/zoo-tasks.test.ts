import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { prepareQuestion } from "../prepare-question";
import { taskTypeOf } from "../types/registry";
import { readTaskFile } from "./task-file";

describe("the zoo's tasks", () => {
  const names = readdirSync("zoo/tasks").filter((name) => name.endsWith(".json"));
  it("are there", () => {
    expect(names.length).toBeGreaterThanOrEqual(10);
  });
  it.each(names)("%s credits a right answer to every question, and never an empty one", async (name) => {
    const { questions } = readTaskFile(JSON.parse(readFileSync(`zoo/tasks/${name}`, "utf8")));
    for (const { content } of questions) {
      const question = prepareQuestion({ id: "q", taskId: "t", content });
      expect(await question.score(taskTypeOf(content.taskType).example(content))).toMatchObject({ score: 1 });
      expect((await question.score("")).score).toBe(0);
    }
  });
});
