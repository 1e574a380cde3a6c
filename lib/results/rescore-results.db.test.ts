import { expect, it } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { importTask } from "@/lib/tasks/importing/import-task";
import { colours } from "@/lib/tasks/testing/task-files";
import { rescoreResults } from "./rescore-results";

async function recordOldResult(answer: string) {
  const { id: taskId } = await inTransaction((tx) => importTask(tx, colours));
  const question = await db().question.findFirstOrThrow({ where: { taskId, split: "test" } });
  const run = await db().run.create({ data: { kind: "individual", split: "test" } });
  const scored = { answer, trace: {}, parsed: "C", parseReason: "as it was", parser: "strict/1", score: 1 };
  await db().result.create({ data: { runId: run.id, questionId: question.id, ...scored } });
  return { runId: run.id, questionId: question.id };
}

it("fills what MoCo's rules give an old result, once, and leaves our own score and parser alone", async () => {
  const wrongForMoco = await recordOldResult("**C**");
  const rightForMoco = await recordOldResult("C) blue");
  const steps: number[] = [];
  expect(await rescoreResults(systemActor("test"), (filled) => steps.push(filled), 1)).toBe(2);
  expect(steps).toEqual([1, 2]);
  const read = (key: typeof wrongForMoco) => db().result.findUniqueOrThrow({ where: { runId_questionId: key } });
  expect(await read(wrongForMoco)).toMatchObject({ mocoScore: 0, score: 1, parser: "strict/1" });
  expect(await read(rightForMoco)).toMatchObject({ mocoScore: 1, score: 1 });
  expect(await rescoreResults(systemActor("test"), () => undefined)).toBe(0);
});

it("is for those who may launch runs", async () => {
  await expect(rescoreResults(anonymous, () => undefined)).rejects.toMatchObject({ name: "AppError" });
});
