import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import type { Task } from "@/lib/db/generated/client";
import { seedPerson } from "@/lib/db/testing/people";
import { recordResults } from "@/lib/results/record-results";
import { parserVersion } from "@/lib/tasks/schema";
import { launchRun } from "../launching/launch-run";
import type { Leaser } from "../leasing/leaser";
import { cancelRun } from "../steering/cancel-run";
import { retryRun } from "../steering/retry-run";
import { untilRun } from "../testing/await-run";
import { greedy, seedModel, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { startLeaser } from "../testing/start-leaser";
import { watchSends } from "../testing/watch-sends";

const latency = 40;
const lastSendAfter = watchSends();
let server: ModelServer;
let long: Task;
let vast: Task;
let short: Task;
let leaser: Leaser | undefined;

beforeAll(async () => {
  server = await startModelServer(["one", "two", "three"], latency);
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: server.url }]);
  process.env.SERVER_PATIENCE_S = "1";
  await Promise.all(["one", "two", "three", "unserved"].map((slug) => seedModel(slug)));
  long = await seedTask("long", { test: 400, dev: 5 });
  vast = await seedTask("vast", { test: 2_000 });
  short = await seedTask("short", { test: 12, dev: 6, held_out: 4 });
});

afterEach(async () => {
  await leaser?.stop();
  leaser = undefined;
});

afterAll(() => server.close());

async function launchSolo(slug: string, task: Task): Promise<number> {
  const maintainer = await seedPerson("maintainer");
  const what = { kind: "individual" as const, models: [slug], decoding: greedy };
  const [number] = await launchRun(maintainer, { ...what, split: "test", tasks: [task.slug], questionsPerTask: null, priority: 0 });
  if (number === undefined) throw new Error("nothing was queued");
  return number;
}

it("answers, scores and records each question of a single model once", async () => {
  const number = await launchSolo("one", short);
  leaser = startLeaser(recordResults, { concurrency: 3, renewalSeconds: 1 });
  const run = await untilRun(number, ({ state }) => state === "done");
  expect(run).toMatchObject({ questionsDone: 12, questionsTotal: 12, operationsDone: 12, leaseOwner: null, failureCode: null });
  const results = await db().result.findMany({ where: { runId: run.id }, include: { question: true } });
  expect(results).toHaveLength(12);
  for (const result of results) {
    expect(result).toMatchObject({ score: 1, parser: parserVersion, answer: `\\box{${result.question.position}}` });
  }
});

it("prepares a system once, answers from the memo what is known, and keeps what every member said", async () => {
  const maintainer = await seedPerson("maintainer");
  const parameters = { decoding: greedy };
  const input = {
    kind: "system",
    method: "majority-vote",
    models: ["one", "two", "three"],
    parameters,
    devPerTask: null,
    priority: 0,
  } as const;
  const launch = (split: "test" | "held_out") =>
    launchRun(maintainer, { ...input, models: [...input.models], split, tasks: [short.slug], questionsPerTask: null });
  const sentBefore = server.received.length;
  const [first, second] = [await launch("test"), await launch("held_out")].flat();
  if (first === undefined || second === undefined) throw new Error("nothing was queued");
  leaser = startLeaser(recordResults, { concurrency: 3, renewalSeconds: 1 });
  const [test, heldOut] = [await untilRun(first, ({ state }) => state === "done"), await untilRun(second, ({ state }) => state === "done")];
  expect(test.systemId).toBe(heldOut.systemId);
  const system = await db().system.findUniqueOrThrow({ where: { id: test.systemId ?? "" } });
  expect(system).toMatchObject({ name: "Majority vote of 3", devTaskIds: [short.id] });
  expect(system.preparedAt).not.toBeNull();
  // 3 members: 6 dev, 12 test of which model "one" answered all before, 4 held-out. Nobody is asked twice.
  expect(server.received.length - sentBefore).toBe(3 * 6 + 2 * 12 + 3 * 4);
  const result = await db().result.findFirstOrThrow({ where: { runId: test.id } });
  expect(result.trace).toMatchObject({ steps: [{ text: result.answer }, { text: result.answer }, { text: result.answer }] });
});

it("stops asking when it is cancelled, keeps what was answered, and goes on from there when retried", async () => {
  const maintainer = await seedPerson("maintainer");
  const number = await launchSolo("two", vast);
  leaser = startLeaser(recordResults, { concurrency: 3, renewalSeconds: 1 });
  await untilRun(number, ({ questionsDone }) => questionsDone >= 100);
  const cancelledAt = performance.now();
  await cancelRun(maintainer, { number });
  const run = await untilRun(number, ({ state }) => state === "cancelled");
  const cancelMilliseconds = performance.now() - cancelledAt;
  await wait(1_000);
  const lastSendMilliseconds = lastSendAfter(cancelledAt);
  expect(lastSendMilliseconds).toBeLessThan(cancelMilliseconds);
  expect(server.received.filter((line) => line.startsWith("two vast")).length).toBeLessThan(2_000);
  expect(run.questionsDone).toBeGreaterThanOrEqual(100);
  expect(run.questionsDone).toBeLessThan(2_000);
  expect(cancelMilliseconds).toBeLessThan(5_000);
  process.stdout.write(
    `cancelled after ${cancelMilliseconds.toFixed(0)} ms, last request ${lastSendMilliseconds.toFixed(0)} ms after the press\n`,
  );

  await retryRun(maintainer, { number });
  const done = await untilRun(number, ({ state }) => state === "done");
  expect(done).toMatchObject({ questionsDone: 2_000, questionsTotal: 2_000 });
  expect(await db().result.count({ where: { runId: done.id } })).toBe(2_000);
});

it("loses nothing when every database connection breaks while it runs", async () => {
  const number = await launchSolo("three", long);
  leaser = startLeaser(recordResults, { concurrency: 3, renewalSeconds: 1 });
  for (const done of [50, 150, 250]) {
    await untilRun(number, ({ questionsDone }) => questionsDone >= done);
    await db()
      .$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  }
  const run = await untilRun(number, ({ state }) => state === "done", 25);
  expect(run).toMatchObject({ questionsDone: 400, questionsTotal: 400 });
  expect(await db().result.count({ where: { runId: run.id } })).toBe(400);
});

it("has several batches on their way at once and records one at a time", async () => {
  const number = await launchSolo("one", long);
  let [recording, recordedAtOnce, recorded, askedBeforeSecond] = [0, 0, 0, 0];
  const before = server.received.length;
  const record: typeof recordResults = async (lease, answers, since) => {
    recording += 1;
    recordedAtOnce = Math.max(recordedAtOnce, recording);
    await recordResults(lease, answers, since);
    await wait(20);
    recording -= 1;
    recorded += 1;
    if (recorded === 2) askedBeforeSecond = server.received.length - before;
  };
  leaser = startLeaser(record, { concurrency: 1, renewalSeconds: 1 });
  const run = await untilRun(number, ({ state }) => state === "done");
  expect(run).toMatchObject({ questionsDone: 400 });
  expect(recordedAtOnce).toBe(1);
  // One batch after the other would have asked two of four questions by then.
  expect(askedBeforeSecond).toBeGreaterThan(8);
});

it("is blocked with the reason, whose fault it is and the names when consent went away after the launch", async () => {
  const number = await launchSolo("one", long);
  await db().model.update({ where: { slug: "one" }, data: { scopes: ["S2_publish_scores"] } });
  const sent = server.received.length;
  leaser = startLeaser(recordResults, { concurrency: 3, renewalSeconds: 1 });
  const run = await untilRun(number, ({ state }) => state === "blocked_consent");
  expect(run).toMatchObject({ failureCode: "CONSENT_MISSING", blame: "theirs" });
  expect(run.failureMessage).toContain("one");
  expect(server.received.length).toBe(sent);
});

it("waits for a model server, then fails naming the model", async () => {
  const number = await launchSolo("unserved", short);
  leaser = startLeaser(recordResults, { concurrency: 3, renewalSeconds: 1 });
  const run = await untilRun(number, ({ state }) => state === "failed");
  const waited = Number(run.finishedAt) - Number(run.startedAt);
  expect(waited).toBeGreaterThanOrEqual(Number(process.env.SERVER_PATIENCE_S) * 1_000);
  expect(run).toMatchObject({ failureCode: "NOT_SERVED", blame: "cluster" });
  expect(run.failureMessage).toContain("unserved");
});
