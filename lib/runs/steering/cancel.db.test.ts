import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Model, Task } from "@/lib/db/generated/client";
import { recordResults } from "@/lib/results/record-results";
import { endAbandonedRuns } from "../executing/finish-run";
import { launchRun } from "../launching/launch-run";
import { claimRun } from "../leasing/claim-run";
import type { Leaser } from "../leasing/leaser";
import { findRunState, untilRun } from "../testing/await-run";
import { anyOwner, greedy, seedModel, seedRun, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { startLeaser } from "../testing/start-leaser";
import { cancelRun } from "./cancel-run";

const maintainer = systemActor("test");
const usualRenewalSeconds = 5;
let server: ModelServer;
let model: Model;
let task: Task;
let leaser: Leaser | undefined;

beforeAll(async () => {
  server = await startModelServer(["one"], 40);
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: server.url }]);
  model = await seedModel("one");
  task = await seedTask("numbers", { test: 3_000 });
});

afterEach(async () => {
  await leaser?.stop();
  leaser = undefined;
});

afterAll(() => server.close());

async function startRun(): Promise<number> {
  const what = { kind: "individual" as const, models: ["one"], decoding: greedy, split: "test" as const, tasks: [] };
  const [number] = await launchRun(maintainer, { ...what, questionsPerTask: null, priority: 0 });
  if (number === undefined) throw new Error("nothing was queued");
  leaser = startLeaser(recordResults, { concurrency: 1 });
  const { questionsDone } = await db().run.findUniqueOrThrow({ where: { number } });
  await untilRun(number, (run) => run.questionsDone >= questionsDone + 50);
  return number;
}

/** Milliseconds from the press to the last request, and to the end. */
async function cancelAndMeasure(number: number): Promise<{ lastSend: number; ended: number }> {
  await cancelRun(maintainer, { number });
  const pressedAt = performance.now();
  await untilRun(number, ({ state }) => state === "cancelled");
  const ended = performance.now() - pressedAt;
  // A request may still be on its way; whatever comes within this second counts.
  await wait(1_000);
  const lastSend = Math.max(0, performance.now() - pressedAt - server.quietSeconds() * 1_000);
  return { lastSend, ended };
}

it("sends its last request within a second of the press when the worker hears of it", async () => {
  const { lastSend, ended } = await cancelAndMeasure(await startRun());
  process.stdout.write(`cancelled: last request ${lastSend.toFixed(0)} ms, ended ${ended.toFixed(0)} ms after the press\n`);
  expect(lastSend).toBeLessThan(1_000);
});

it("sends its last request within five seconds when no notification arrives", async () => {
  const number = await startRun();
  const deaf = setInterval(() => {
    void db()
      .$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`.catch(
      () => undefined,
    );
  }, 50);
  await wait(200);
  try {
    const { lastSend } = await cancelAndMeasure(number);
    process.stdout.write(`cancelled unheard: last request ${lastSend.toFixed(0)} ms after the press\n`);
    expect(lastSend).toBeLessThan(5_500);
  } finally {
    clearInterval(deaf);
  }
});

it("counts lost leases of the last half hour only before it takes a run for poison", async () => {
  await db().run.updateMany({ where: { state: { in: ["queued", "running"] } }, data: { state: "done" } });
  const run = await seedRun(model, [task]);
  const loseLease = async () => {
    expect((await claimRun(anyOwner(), usualRenewalSeconds))?.runId).toBe(run.id);
    await db().run.update({ where: { id: run.id }, data: { leaseUntil: new Date(Date.now() - 1_000) } });
  };
  await loseLease();
  await loseLease();
  await db().runEvent.updateMany({ where: { runId: run.id }, data: { createdAt: new Date(Date.now() - 31 * 60_000) } });
  await loseLease();
  await endAbandonedRuns();
  expect(await findRunState(run.number)).toBe("running");
  await loseLease();
  await endAbandonedRuns();
  expect(await db().run.findUniqueOrThrow({ where: { id: run.id } })).toMatchObject({ state: "failed", failureCode: "WORKER_LOST" });
});
