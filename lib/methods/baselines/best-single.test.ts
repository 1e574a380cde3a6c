import { describe, expect, it } from "vitest";
import { choiceQuestion } from "@/lib/tasks/testing/questions";
import { conduct, dev, isDev, skilled, test } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { scriptedOperations } from "../testing/scripted-operations";
import { bestSingle } from "./best-single";

describe("best single", () => {
  it("lets the member that is best on dev answer, and keeps every member's dev score with n", async () => {
    const pool = poolOf(3);
    const { learned, answers } = await conduct(bestSingle, pool, skilled(pool, [1, 3, 2]));
    expect(learned.ranking).toEqual([
      { label: pool[1]?.label, score: 0.75, n: 4 },
      { label: pool[2]?.label, score: 0.5, n: 4 },
      { label: pool[0]?.label, score: 0.25, n: 4 },
    ]);
    expect(answers[0]?.trace.decision).toMatchObject({ chosen: pool[1]?.label });
  });
  it("takes the first of the pool on ties", async () => {
    const pool = poolOf(3);
    const { answers } = await conduct(bestSingle, pool, skilled(pool, [1, 2, 2]));
    expect(answers[0]?.trace.decision).toMatchObject({ chosen: pool[1]?.label });
  });
  it("counts every dev task the same, whatever its number of questions", async () => {
    const pool = poolOf(2);
    const uneven = [
      choiceQuestion("d1", "A", "big"),
      choiceQuestion("d2", "A", "big"),
      choiceQuestion("d3", "A", "big"),
      choiceQuestion("x", "B", "small"),
    ];
    const knowsBig = (model: string) => model === pool[0]?.label;
    const operations = scriptedOperations((model, prompt) => {
      if (isDev(prompt) !== knowsBig(model)) return "C";
      return isDev(prompt) ? "A" : "B";
    });
    const { ranking } = await bestSingle.prepare(pool, uneven, bestSingle.parameters.parse({}), operations);
    expect(ranking).toEqual([
      { label: pool[0]?.label, score: 0.5, n: 4 },
      { label: pool[1]?.label, score: 0.5, n: 4 },
    ]);
  });
  it("asks nobody else at test", async () => {
    const pool = poolOf(4);
    const { operations } = await conduct(bestSingle, pool, skilled(pool, [0, 0, 4, 0]));
    expect(operations.requests.length).toBe(4 * dev.length + test.length);
  });
});
