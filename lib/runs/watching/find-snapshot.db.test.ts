import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Model, Run, Task } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { startCounting } from "../executing/save-progress";
import { reportWorker } from "../leasing/heartbeat";
import { claimRun } from "../state/claim-run";
import type { Lease } from "../state/lease";
import { anyOwner, seedModel, seedRun, seedTask } from "../testing/builders";
import { findSnapshot } from "./find-snapshot";
import { workersAlive } from "./queries";
import { readWorkers } from "./read-workers";

let model: Model;
let task: Task;

beforeAll(async () => {
  process.env.ENDPOINTS = "[]";
  model = await seedModel("one");
  task = await seedTask("numbers", { test: 3 });
});

beforeEach(async () => {
  await db().run.updateMany({ data: { state: "done" } });
  await db().runWorker.deleteMany();
});

async function claim(): Promise<Lease> {
  const lease = await claimRun(anyOwner(), 30);
  if (!lease) throw new Error("nothing to claim");
  return lease;
}

const beat = (id: string) => reportWorker({ id, version: "1", concurrency: 1, runs: [], endpoints: [] });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

it("tells a run that waits how many come before it, and whether anybody will take it", async () => {
  const runs: Run[] = [];
  for (const priority of [0, 0, 5]) runs.push(await seedRun(model, [task], { priority }));
  const waits = async () => Promise.all(runs.map(async ({ number }) => (await findSnapshot(anonymous, number)).wait));
  expect(await waits()).toEqual([1, 2, 0].map((ahead) => ({ ahead, workers: 0 })));
  await beat("living");
  await claim();
  expect(await waits()).toEqual([{ ahead: 0, workers: 1 }, { ahead: 1, workers: 1 }, null]);
});

it("tells that the worker of a run fell silent", async () => {
  const { number } = await seedRun(model, [task]);
  const lease = await claim();
  expect((await findSnapshot(anonymous, number)).wait).toBeNull();
  await db().run.update({ where: { id: lease.runId }, data: { leaseUntil: minutesAgo(1) } });
  expect((await findSnapshot(anonymous, number)).wait).toEqual({ ahead: null, workers: 0 });
  const { queue } = await readWorkers(systemActor("test"));
  expect(queue).toMatchObject([{ state: "running", count: 1, silent: 1 }]);
});

it("takes the pace from the present execution, not from earlier ones or from a night in which it waited for a person", async () => {
  const { id, number } = await seedRun(model, [task]);
  await db().run.update({ where: { id }, data: { startedAt: minutesAgo(600), questionsDone: 900 } });
  const lease = await claim();
  await inTransaction((tx) => startCounting(tx, lease, 1_000, 900));
  expect(await findSnapshot(anonymous, number)).toMatchObject({ rate: null, secondsLeft: null });
  await db().run.update({ where: { id }, data: { questionsDone: 930, takenAt: minutesAgo(1) } });
  const { rate, secondsLeft } = await findSnapshot(anonymous, number);
  expect(rate).toBeCloseTo(0.5, 1);
  expect(secondsLeft).toBeCloseTo(140, -1);
  await db().run.update({ where: { id }, data: { state: "needs_approval" } });
  expect(await findSnapshot(anonymous, number)).toMatchObject({ rate: null, secondsLeft: null });
});

it("tells living workers from silent ones by the clock of the database, however wrong their own are", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: minutesAgo(60) });
  try {
    await beat("late");
  } finally {
    vi.useRealTimers();
  }
  expect((await workersAlive(anonymous)).alive).toBe(1);
  const { workers } = await readWorkers(systemActor("test"));
  expect(workers).toMatchObject([{ id: "late", isAlive: true }]);
  await db().$executeRaw`UPDATE "RunWorker" SET "seenAt" = now() - interval '16 s'`;
  expect((await workersAlive(anonymous)).alive).toBe(0);
});
