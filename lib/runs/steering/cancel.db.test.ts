import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Model, Task } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { openConfiguredEngine } from "@/lib/operations/engine";
import { type ScorerServer, startScorerServer } from "@/lib/operations/testing/scorer-server";
import { recordResults } from "@/lib/results/record-results";
import { conductRun } from "../executing/conduct-run";
import { markDone, markFailed } from "../executing/finish-run";
import { markPaused } from "../executing/pause-run";
import { launchRun } from "../launching/launch-run";
import type { Leaser } from "../leasing/leaser";
import { releaseRun } from "../leasing/release-run";
import { RunStopped } from "../leasing/run-stopped";
import { claimRun } from "../state/claim-run";
import { endAbandonedRuns } from "../state/end-abandoned-runs";
import type { Lease } from "../state/lease";
import { leaveCancelled } from "../state/leave-run";
import { findRunState, untilRun } from "../testing/await-run";
import { anyOwner, greedy, seedModel, seedRun, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { startLeaser } from "../testing/start-leaser";
import { watchSends } from "../testing/watch-sends";
import { cancelRun } from "./cancel-run";

const maintainer = systemActor("test");
const usualRenewalSeconds = 5;
const lastSendAfter = watchSends();
/** A model server that takes requests and says nothing. */
const hanging = createServer(() => undefined);
let server: ModelServer;
let scorer: ScorerServer;
let model: Model;
let task: Task;
let leaser: Leaser | undefined;

beforeAll(async () => {
  server = await startModelServer(["one"], 40);
  await new Promise<void>((done) => hanging.listen(0, "127.0.0.1", done));
  const { port } = hanging.address() as AddressInfo;
  const endpoints = { test: server.url, hanging: `http://127.0.0.1:${port}` };
  process.env.ENDPOINTS = JSON.stringify(Object.entries(endpoints).map(([name, url]) => ({ name, url })));
  // It takes longer for a score than any of these tests.
  scorer = await startScorerServer({ reward: () => 1, says: () => "", vector: () => [1] }, 60_000);
  process.env.SCORERS = JSON.stringify({ reward: { url: scorer.url, model: "example/Reward" } });
  model = await seedModel("one");
  await seedModel("unserved");
  task = await seedTask("numbers", { test: 3_000 });
  const prose = await seedTask("prose", { test: 3 });
  await db().task.update({ where: { id: prose.id }, data: { taskType: "reward_model" } });
  await db().$executeRaw`
    UPDATE "Question" SET content = jsonb_build_object('taskType', 'reward_model', 'id', key, 'input', 'Write ' || position)
    WHERE "taskId" = ${prose.id}::uuid`;
});

afterEach(async () => {
  await leaser?.stop();
  leaser = undefined;
});

afterAll(async () => {
  hanging.closeAllConnections();
  hanging.close();
  await Promise.all([server.close(), scorer.close()]);
});

async function startRun(): Promise<number> {
  const what = { kind: "individual" as const, models: ["one"], decoding: greedy, split: "test" as const, tasks: ["numbers"] };
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
  // Whatever is sent within this second counts, too.
  await wait(1_000);
  return { lastSend: lastSendAfter(pressedAt), ended };
}

it("sends its last request within a second of the press when the worker is told", async () => {
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

it.each([
  ["a model server, while another one hangs", "unserved", /^waiting for a model server/],
  ["a scorer", "one", /^answering/],
])("cancels a run at once that waits for %s", async (_, slug, stage) => {
  const what = { kind: "individual" as const, models: [slug], decoding: greedy, split: "test" as const, tasks: ["prose"] };
  const [number = 0] = await launchRun(maintainer, { ...what, questionsPerTask: null, priority: 0 });
  leaser = startLeaser(recordResults, { concurrency: 1 });
  await untilRun(number, (run) => run.state === "running" && stage.test(run.stage));
  if (slug === "one") await expect.poll(() => scorer.asked.reward.length, { timeout: 5_000 }).toBeGreaterThan(0);
  const pressedAt = performance.now();
  await cancelRun(maintainer, { number });
  await untilRun(number, ({ state }) => state === "cancelled");
  expect(performance.now() - pressedAt).toBeLessThan(1_500);
});

it.each<[string, (lease: Lease) => Promise<unknown>]>([
  ["is done", markDone],
  ["has failed", (lease) => markFailed(lease, { code: "UNEXPECTED", message: "x", blame: "ours" })],
  ["has to pause", (lease) => markPaused(lease, { why: "x", data: {} })],
  ["stops", leaveCancelled],
  ["gives it back", (lease) => releaseRun(lease, "its worker stops")],
  ["falls silent", (lease) => db().run.update({ where: { id: lease.runId }, data: { leaseUntil: new Date(Date.now() - 1_000) } })],
])("cancels a run also whose worker %s at the moment of the press", async (_, end) => {
  await db().run.updateMany({ where: { state: { in: ["queued", "running"] } }, data: { state: "done" } });
  const run = await seedRun(model, [task]);
  const lease = await claimRun(anyOwner(), usualRenewalSeconds);
  if (lease?.runId !== run.id) throw new Error("another run was claimed");
  expect(await cancelRun(maintainer, { number: run.number })).toBe("cancelling");
  await end(lease);
  await endAbandonedRuns();
  const ended = await db().run.findUniqueOrThrow({ where: { id: run.id }, include: { events: { orderBy: { id: "asc" } } } });
  expect(ended).toMatchObject({ state: "cancelled", leaseOwner: null, failureCode: null, finishedAt: expect.any(Date) });
  expect(ended.events.map(({ to }) => to)).toEqual(["running", "cancelling", "cancelled"]);
});

it.each(["before the press", "after it"])(
  "cancels a run whose worker fell silent %s although no worker is left to end it",
  async (when) => {
    await db().run.updateMany({ where: { state: { in: ["queued", "running"] } }, data: { state: "done" } });
    const { id, number } = await seedRun(model, [task]);
    await claimRun(anyOwner(), usualRenewalSeconds);
    if (when === "after it") {
      expect(await cancelRun(maintainer, { number })).toBe("cancelling");
      await expect(cancelRun(maintainer, { number })).rejects.toMatchObject({ code: "CONFLICT" });
    }
    await db().run.update({ where: { id }, data: { leaseUntil: new Date(Date.now() - 1_000) } });
    expect(await cancelRun(maintainer, { number })).toBe("cancelled");
    const ended = await db().run.findUniqueOrThrow({ where: { id }, include: { events: { orderBy: { id: "asc" } } } });
    expect(ended).toMatchObject({ state: "cancelled", leaseOwner: null, epoch: 2, finishedAt: expect.any(Date) });
    expect(ended.events.map(({ to }) => to)).toEqual(["running", "cancelling", "cancelled"]);
  },
);

it("asks nothing for a run that is cancelled while its worker loads it", async () => {
  await db().run.updateMany({ where: { state: { in: ["queued", "running"] } }, data: { state: "done" } });
  const { id, number } = await seedRun(model, [task]);
  await db().run.update({ where: { id }, data: { sampling: greedy } });
  const lease = await claimRun(anyOwner(), usualRenewalSeconds);
  if (lease?.runId !== id) throw new Error("another run was claimed");
  await cancelRun(maintainer, { number });
  const telling = new AbortController();
  const engine = openConfiguredEngine();
  const conducted = conductRun(lease, telling.signal, { engine, record: recordResults });
  telling.abort(new RunStopped("cancelled"));
  expect(await conducted).toBe(true);
  await engine.close();
  expect(await db().run.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "cancelled", questionsDone: 0, operationsAsked: 0 });
});

it("cancels a run that its worker gives back at the moment of the press", async () => {
  await db().run.updateMany({ where: { state: { in: ["queued", "running"] } }, data: { state: "done" } });
  const run = await seedRun(model, [task]);
  const lease = await claimRun(anyOwner(), usualRenewalSeconds);
  if (lease?.runId !== run.id) throw new Error("another run was claimed");
  const pressed = await inTransaction(async (tx) => {
    await tx.run.update({ where: { id: run.id }, data: { state: "queued", leaseOwner: null, leaseUntil: null } });
    const pressing = cancelRun(maintainer, { number: run.number });
    // By now the press waits for this transaction to end.
    await wait(200);
    return { pressing };
  });
  expect(await pressed.pressing).toBe("cancelled");
  expect(await findRunState(run.number)).toBe("cancelled");
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
