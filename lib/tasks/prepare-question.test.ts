import { describe, expect, it } from "vitest";
import { prepareQuestion } from "./prepare-question";

describe("a prepared question", () => {
  it("hides the gold and judges by it", async () => {
    const content = { taskType: "exact_match", id: 1, input: "What is 6 x 7?", output: "42" };
    const question = prepareQuestion({ id: "q", taskId: "t", content });
    expect(JSON.stringify(question)).not.toContain("42");
    expect(question.read("\\box{42.0}")).toBe("42");
    expect(await question.score("\\box{42.0}")).toMatchObject({ parsed: "42.0", score: 1 });
  });
});
