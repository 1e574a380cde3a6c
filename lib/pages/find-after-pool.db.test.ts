import { describe, expect, it } from "vitest";
import { seedChoiceTask, seedScoredRun, seedSystem } from "@/lib/boards/testing/world";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { seedModel } from "@/lib/runs/testing/builders";
import { sentIn } from "@/lib/submissions/testing/entries";
import { findAfterPool } from "./find-after-pool";

let count = 0;

/** A model that came into the pool by a submission, so many minutes ago. */
async function admitted(minutesAgo: number) {
  count += 1;
  const ada = await seedPerson();
  const { id, number } = await sentIn(ada, { hubId: `test/after-${count}` });
  await db().submission.update({ where: { id }, data: { state: "admitted" } });
  const model = await seedModel(`after-${count}`);
  const admittedAt = new Date(Date.now() - minutesAgo * 60_000);
  await db().model.update({ where: { id: model.id }, data: { submissionId: id, admittedAt } });
  return { ada, number, model, admittedAt };
}

describe("what became of a submission after the pool", () => {
  it("is nothing before it is there, and for others than its author and reviewers does not exist", async () => {
    const ada = await seedPerson();
    const { number } = await sentIn(ada, { hubId: "test/waiting" });
    expect(await findAfterPool(ada, number)).toBeNull();
    await expect(findAfterPool(await seedPerson(), number)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
  it("is told with what earlier submissions waited, not with the model's own wait", async () => {
    const first = await admitted(60);
    const queuedAt = new Date(first.admittedAt.getTime() + 20 * 60_000);
    const startedAt = new Date(queuedAt.getTime() + 1_000);
    const finishedAt = new Date(startedAt.getTime() + 90_000);
    await db().run.create({
      data: { kind: "individual", modelId: first.model.id, split: "test", state: "done", queuedAt, startedAt, finishedAt },
    });
    expect(await findAfterPool(first.ada, first.number)).toMatchObject({ earlier: { models: 0, secondsUntilQueued: null } });
    const second = await admitted(1);
    const earlier = { models: 1, secondsUntilQueued: 1_200, secondsRunning: 90 };
    expect(await findAfterPool(second.ada, second.number)).toMatchObject({ earlier });
  });
  it("is its own run that came furthest, the systems with it, and its place on the board", async () => {
    const { ada, number, model } = await admitted(10);
    expect(await findAfterPool(ada, number)).toMatchObject({ run: null, ranked: false, systems: 0, hidden: null, slug: model.slug });
    const task = await seedChoiceTask("after", "knowledge", "test", 2);
    await db().run.create({ data: { kind: "individual", modelId: model.id, split: "test", state: "failed" } });
    await db().run.create({ data: { kind: "individual", modelId: model.id, split: "test", state: "queued" } });
    expect(await findAfterPool(ada, number)).toMatchObject({ run: { state: "queued", wait: { ahead: 0 } } });
    await seedScoredRun({ of: { model }, scores: [[task, [1, 0]]] });
    await seedScoredRun({ of: { system: await seedSystem("after", "majority-vote", [model]) }, scores: [[task, [1, 1]]] });
    await db().run.create({ data: { kind: "individual", modelId: model.id, split: "test", state: "failed" } });
    expect(await findAfterPool(ada, number)).toMatchObject({ run: { state: "done" }, ranked: true, systems: 1 });
  });
});
