import { expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { rescoreResults } from "@/lib/results/rescore-results";
import { seedModel } from "@/lib/runs/testing/builders";
import { scoresOf, seedChoiceTask, seedScoredRun } from "../testing/world";
import { readFacts } from "./read-facts";

it("reads only what moved: other runs' answers stay the very same, also for readers who come at once", async () => {
  const task = await seedChoiceTask("words", "knowledge", "test", 4);
  const [still, moving] = [await seedModel("still"), await seedModel("moving")];
  await seedScoredRun({ of: { model: still }, scores: [[task, scoresOf(1, 4)]] });
  const run = await seedScoredRun({ of: { model: moving }, state: "running", scores: [[task, scoresOf(1, 2)]] });
  const before = await readFacts("test");
  expect(await readFacts("test")).toBe(before);
  const more = task.questionIds.slice(2).map((questionId) => ({ runId: run.id, questionId, score: 1 }));
  await db().result.createMany({
    data: more.map((row) => ({ ...row, answer: "A", trace: {}, parsed: "A", parseReason: "", parser: "test" })),
  });
  await db().run.update({ where: { id: run.id }, data: { questionsDone: 4, state: "done" } });
  const [after, same] = await Promise.all([readFacts("test"), readFacts("test")]);
  expect(same).toBe(after);
  const answersOf = (facts: typeof after, id: string) => facts.subjects.get(id)?.answers.get(task.id);
  expect(answersOf(after, still.id)).toBe(answersOf(before, still.id));
  expect(answersOf(after, moving.id)).toMatchObject({ finished: true, scores: [1, 0, 1, 1], positions: [0, 1, 2, 3] });
  expect(answersOf(before, moving.id)).toMatchObject({ finished: false, scores: [1, 0] });
});

it("forgets what it knew of a task that changed, and of a run that is gone", async () => {
  const task = await seedChoiceTask("changed", "safety", "held_out", 2);
  const model = await seedModel("known");
  const run = await seedScoredRun({ of: { model }, split: "held_out", scores: [[task, [1, 0]]] });
  expect((await readFacts("held_out")).subjects.get(model.id)?.answers.get(task.id)?.scores).toEqual([1, 0]);
  await db().result.updateMany({ where: { runId: run.id }, data: { score: 1 } });
  await db().task.update({ where: { id: task.id }, data: { digest: "another" } });
  expect((await readFacts("held_out")).subjects.get(model.id)?.answers.get(task.id)?.scores).toEqual([1, 1]);
  await db().run.delete({ where: { id: run.id } });
  expect((await readFacts("held_out")).subjects.get(model.id)).toBeUndefined();
});

it("reads a run's answers again when scores were filled in afterwards, although the run did not move", async () => {
  const task = await seedChoiceTask("scored-late", "knowledge", "dev", 2);
  const model = await seedModel("scored-late");
  await seedScoredRun({ of: { model }, split: "dev", scores: [[task, [1, 0]]] });
  const mocoScore = async () => (await readFacts("dev")).subjects.get(model.id)?.answers.get(task.id)?.mocoScore;
  expect(await mocoScore()).toBeNull();
  expect(await rescoreResults(systemActor("test"), () => undefined)).toBeGreaterThanOrEqual(2);
  expect(await mocoScore()).toBeTypeOf("number");
});
