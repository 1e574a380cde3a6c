import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { closeDatabase, db } from "@/lib/db/client";
import type { Task } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { recordResults } from "@/lib/results/record-results";
import { launchRun } from "../launching/launch-run";
import { claimRun } from "../state/claim-run";
import { untilRun } from "../testing/await-run";
import { type BreakableDatabase, startBreakableDatabase } from "../testing/breakable-database";
import { anyOwner, greedy, seedModel, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { startLeaser } from "../testing/start-leaser";
import { watchSends } from "../testing/watch-sends";
import type { Leaser } from "./leaser";

/** As a worker has it unless somebody sets it. */
const usualRenewalSeconds = 5;
const lastSendAfter = watchSends();
const direct = process.env.DATABASE_URL;
const patienceSeconds = 3;
let server: ModelServer;
let database: BreakableDatabase;
let short: Task;
let long: Task;
let leaser: Leaser | undefined;

beforeAll(async () => {
  database = await startBreakableDatabase(process.env.DATABASE_URL ?? "");
  process.env.DATABASE_URL = database.url;
  process.env.DATABASE_PATIENCE_S = String(patienceSeconds);
  server = await startModelServer(["one", "two"], 40);
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: server.url }]);
  await Promise.all(["one", "two"].map((slug) => seedModel(slug)));
  short = await seedTask("short", { test: 20 });
  long = await seedTask("long", { test: 600 });
});

afterEach(async () => {
  await leaser?.stop();
  leaser = undefined;
});

afterAll(async () => {
  await closeDatabase();
  await Promise.all([server.close(), database.close()]);
});

async function launch(slug: string, task: Task): Promise<number> {
  const what = { kind: "individual" as const, models: [slug], decoding: greedy, split: "test" as const, tasks: [task.slug] };
  const [number] = await launchRun(systemActor("test"), { ...what, questionsPerTask: null, priority: 0 });
  if (number === undefined) throw new Error("nothing was queued");
  return number;
}

it("takes over a run whose worker died within 20 seconds at the usual settings", async () => {
  const number = await launch("one", short);
  const dead = await claimRun("a worker that dies now", usualRenewalSeconds);
  const diedAt = performance.now();
  expect(dead?.number).toBe(number);
  const owner = anyOwner();
  leaser = startLeaser(recordResults, { owner, concurrency: 1, renewalSeconds: usualRenewalSeconds });
  await untilRun(number, ({ leaseOwner, state }) => leaseOwner === owner || state === "done", 30);
  const seconds = (performance.now() - diedAt) / 1_000;
  process.stdout.write(`adopted ${seconds.toFixed(1)} s after its worker died\n`);
  expect(seconds).toBeLessThanOrEqual(20);
  expect(await untilRun(number, ({ state }) => state === "done")).toMatchObject({ questionsDone: 20, epoch: 2 });
}, 60_000);

it("sends nothing more before its lease can run out when it is cut off from the database, and goes on by itself", async () => {
  const renewalSeconds = 2;
  const number = await launch("two", long);
  leaser = startLeaser(recordResults, { concurrency: 1, renewalSeconds });
  await untilRun(number, ({ questionsDone }) => questionsDone >= 100);
  database.cut();
  const cutAt = performance.now();
  await wait(renewalSeconds * 3 * 1_000);
  const silentAfter = lastSendAfter(cutAt) / 1_000;
  await wait(2_000);
  expect(lastSendAfter(cutAt) / 1_000).toBe(silentAfter);
  // The lease was renewed at most just before the cut, and lasts three renewals.
  expect(silentAfter).toBeLessThan(renewalSeconds * 3);
  database.restore();
  const restoredAt = performance.now();
  await expect.poll(() => lastSendAfter(restoredAt), { timeout: 30_000 }).toBeGreaterThan(0);
  const resumedAfter = (performance.now() - restoredAt) / 1_000;
  process.stdout.write(
    `cut off: last request ${silentAfter.toFixed(1)} s after the cut, lease of ${renewalSeconds * 3} s; sending ${resumedAfter.toFixed(1)} s after the database was back\n`,
  );
  expect(resumedAfter).toBeLessThan(15);
  const run = await untilRun(number, ({ state }) => state === "done", 60);
  expect(run).toMatchObject({ questionsDone: 600, failureCode: null });
  expect(await db().result.count({ where: { runId: run.id } })).toBe(600);
}, 120_000);

it("goes on over new connections when the old ones have gone dead without a word", async () => {
  const number = await launch("one", long);
  leaser = startLeaser(recordResults, { concurrency: 1, renewalSeconds: 2 });
  await untilRun(number, ({ questionsDone }) => questionsDone >= 100);
  database.freeze();
  const frozenAt = performance.now();
  const onlooker = new Client({ connectionString: direct });
  await onlooker.connect();
  const standOf = async () => (await onlooker.query('SELECT state, "questionsDone" FROM "Run" WHERE number = $1', [number])).rows[0];
  await expect.poll(standOf, { timeout: 60_000, interval: 200 }).toEqual({ state: "done", questionsDone: 600 });
  await onlooker.end();
  const seconds = (performance.now() - frozenAt) / 1_000;
  process.stdout.write(`dead connections: done ${seconds.toFixed(1)} s after they froze, with a patience of ${patienceSeconds} s\n`);
  expect(await db().result.count({ where: { run: { number } } })).toBe(600);
}, 120_000);

it("gives up a transaction whose connection goes dead in the middle", async () => {
  const beganAt = performance.now();
  const broken = inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT 1`;
    database.freeze();
    await tx.$executeRaw`SELECT 1`;
  });
  await expect(broken).rejects.toThrow();
  expect((performance.now() - beganAt) / 1_000).toBeLessThan(2 * patienceSeconds);
  expect(await inTransaction((tx) => tx.$executeRaw`SELECT 1`)).toBe(1);
}, 60_000);
