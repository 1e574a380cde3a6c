import { expect, it } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { importTask } from "@/lib/tasks/importing/import-task";
import { doubtBelow } from "@/lib/tasks/schema";
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

it("fills what MoCo's rules give an old result and how certain its score is, once, and leaves our own score and parser alone", async () => {
  const wrongForMoco = await recordOldResult("**C**");
  const rightForMoco = await recordOldResult("C) blue");
  const steps: number[] = [];
  expect(await rescoreResults(systemActor("test"), (filled) => steps.push(filled), 1)).toBe(2);
  expect(steps).toEqual([1, 2]);
  const read = (key: typeof wrongForMoco) => db().result.findUniqueOrThrow({ where: { runId_questionId: key } });
  expect(await read(wrongForMoco)).toMatchObject({ mocoScore: 0, score: 1, parser: "strict/1" });
  expect(await read(rightForMoco)).toMatchObject({ mocoScore: 1, score: 1 });
  for (const key of [wrongForMoco, rightForMoco]) expect((await read(key)).certainty).toBeGreaterThan(doubtBelow);
  expect(await rescoreResults(systemActor("test"), () => undefined)).toBe(0);
});

it("holds an old score that we would not give any more for doubtful, and fills certainty where MoCo's score is known", async () => {
  const key = await recordOldResult("Answer: A");
  await db().result.update({ where: { runId_questionId: key }, data: { mocoScore: 0.25 } });
  expect(await rescoreResults(systemActor("test"), () => undefined)).toBe(1);
  expect(await db().result.findUniqueOrThrow({ where: { runId_questionId: key } })).toMatchObject({
    score: 1,
    parser: "strict/1",
    certainty: 0.5,
    mocoScore: 0.25,
  });
});

it("is for those who may launch runs", async () => {
  await expect(rescoreResults(anonymous, () => undefined)).rejects.toMatchObject({ name: "AppError" });
});
