import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { admitZoo } from "@/lib/pool/admit-zoo";
import { importZooTasks } from "@/lib/tasks/importing/import-zoo-tasks";
import { queueFirstExperiment } from "./queue-first-experiment";

beforeAll(async () => {
  await importZooTasks();
  await admitZoo();
});

it("queues the first experiment once, also when two starts come at once", async () => {
  const [one, other] = await Promise.all([queueFirstExperiment(), queueFirstExperiment()]);
  expect(Math.min(one, other)).toBe(0);
  expect(Math.max(one, other)).toBe(await db().run.count());
  expect(await queueFirstExperiment()).toBe(0);
});

it("is left alone when a model is gone, and queued again when the zoo was trained again", async () => {
  const scribe = { hubId: "polyphony-zoo/zoo-scribe" };
  await db().model.updateMany({ where: scribe, data: { state: "quarantined" } });
  expect(await queueFirstExperiment()).toBe(0);
  await db().model.updateMany({ where: scribe, data: { state: "runnable", weightsHash: "0".repeat(64) } });
  await admitZoo();
  expect(await queueFirstExperiment()).toBeGreaterThan(0);
  expect(await db().experiment.findMany({ select: { slug: true }, orderBy: { createdAt: "asc" } })).toEqual([
    { slug: "first-light" },
    { slug: "first-light-2" },
  ]);
  expect(await queueFirstExperiment()).toBe(0);
});
