import { expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { importTask } from "@/lib/tasks/importing/import-task";
import { sums } from "@/lib/tasks/testing/task-files";
import { measureHomogeneity } from "./measure-homogeneity";

const actor = systemActor("test");
const directions: Record<string, number[]> = { red: [1, 0], crimson: [1, 0], blue: [0, 1] };
const embed = (texts: readonly string[]) => Promise.resolve(texts.map((text) => directions[text] ?? []));

async function recordRun(answers: readonly string[]): Promise<number> {
  const { id: taskId } = await inTransaction((tx) => importTask(tx, sums));
  const questions = await db().question.findMany({ where: { taskId, split: "test" }, orderBy: { position: "asc" } });
  const run = await db().run.create({ data: { kind: "individual", split: "test" } });
  const scored = { trace: {}, parsed: null, parseReason: "", parser: "strict/2", score: 0 };
  const data = answers.map((answer, place) => ({ runId: run.id, questionId: questions[place]?.id ?? "", answer, ...scored }));
  await db().result.createMany({ data });
  return run.number;
}

it("is the mean over the questions that all runs answered, thoughts left out", async () => {
  const one = await recordRun(["red", "red"]);
  const other = await recordRun(["<think>blue</think>crimson", "blue"]);
  expect(await measureHomogeneity(actor, [one, other], embed)).toMatchObject({ mean: 0.5, n: 2, leftOut: 0 });
  const silent = await recordRun(["red", " "]);
  expect(await measureHomogeneity(actor, [one, silent], embed)).toMatchObject({ mean: 1, n: 1, leftOut: 1 });
});

it("says what is missing", async () => {
  const one = await recordRun(["red"]);
  await expect(measureHomogeneity(actor, [one, one], embed)).rejects.toThrow("two different runs");
  await expect(measureHomogeneity(actor, [one, 999_999], embed)).rejects.toThrow("no run 999999");
  await expect(measureHomogeneity(actor, [one, one], null)).rejects.toThrow("no embedding endpoint");
});
