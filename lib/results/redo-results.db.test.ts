import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Task } from "@/lib/db/generated/client";
import { inTransaction } from "@/lib/db/transaction";
import { quarantineMark, requireSound } from "@/lib/operations/memo/find-quarantined";
import { quarantineGenerations } from "@/lib/operations/memo/quarantine";
import type { LaunchInput } from "@/lib/runs/composing/schema";
import { launchRun } from "@/lib/runs/launching/launch-run";
import type { Leaser } from "@/lib/runs/leasing/leaser";
import { claimRun } from "@/lib/runs/state/claim-run";
import { untilRun } from "@/lib/runs/testing/await-run";
import { anyOwner, greedy, seedModel, seedTask } from "@/lib/runs/testing/builders";
import { type ModelServer, startModelServer } from "@/lib/runs/testing/model-server";
import { startLeaser } from "@/lib/runs/testing/start-leaser";
import { findRun } from "@/lib/runs/watching/find-run";
import { recordResults } from "./record-results";
import { redoResults } from "./redo-results";

const worker = systemActor("test");
let server: ModelServer;
let task: Task;
let leaser: Leaser | undefined;

beforeAll(async () => {
  server = await startModelServer(["one", "two"]);
  process.env.ENDPOINTS = JSON.stringify([{ name: "lab", url: server.url }]);
  await Promise.all(["one", "two"].map((slug) => seedModel(slug)));
  task = await seedTask("numbers", { test: 60, dev: 5 });
});

afterEach(async () => {
  await leaser?.stop();
  leaser = undefined;
});

afterAll(() => server.close());

async function execute(number: number) {
  leaser = startLeaser(recordResults);
  const run = await untilRun(number, ({ state }) => state === "done");
  await leaser.stop();
  return run;
}

const what = { split: "test", tasks: ["numbers"], questionsPerTask: null, priority: 0 } as const;

async function launch(input: LaunchInput): Promise<number> {
  const [number] = await launchRun(worker, input);
  if (number === undefined) throw new Error("nothing was queued");
  return number;
}

/** What the chore that the quarantine left was told. */
async function choreLeft() {
  const rows = await db().$queryRaw<{ payload: { first: string; last: string; reason: string } }[]>`
    SELECT payload FROM graphile_worker._private_jobs jobs
    JOIN graphile_worker._private_tasks tasks ON tasks.id = jobs.task_id WHERE tasks.identifier = 'redo-results' ORDER BY jobs.id DESC LIMIT 1`;
  if (!rows[0]) throw new Error("no chore was left");
  return rows[0].payload;
}

it("takes results out that rest on quarantined texts, and has their run make them again", async () => {
  const number = await launch({ ...what, tasks: [...what.tasks], kind: "individual", models: ["one"], decoding: greedy });
  const run = await execute(number);
  const halfway = await db().generation.findFirstOrThrow({ where: { text: "\\box{30}" } });
  await db().$executeRaw`UPDATE "Generation" SET "createdAt" = "createdAt" - interval '1 hour' WHERE text < '\\box{30}'`;
  const mark = await quarantineMark();
  const texts = await quarantineGenerations({ endpoint: "lab", since: halfway.createdAt, reason: "it answered its canary in another way" });
  expect(texts).toBeGreaterThan(0);
  expect(texts).toBeLessThan(60);

  expect(await redoResults(worker, await choreLeft())).toBe(texts);
  const queued = await db().run.findUniqueOrThrow({ where: { number }, include: { _count: { select: { results: true } } } });
  expect(queued).toMatchObject({
    state: "queued",
    questionsDone: 60 - texts,
    startedAt: null,
    finishedAt: null,
    _count: { results: 60 - texts },
  });
  const { events } = await findRun(worker, number);
  expect(events.at(-1)).toMatchObject({ from: "done", to: "queued", why: expect.stringContaining(`${texts} answers rest`) });
  expect(await redoResults(worker, await choreLeft())).toBe(0);

  const generation = Buffer.from(halfway.key).toString("hex");
  const rest = { generations: [generation] };
  await expect(inTransaction((tx) => requireSound(tx, mark, rest))).rejects.toMatchObject({ name: "EngineCorrupt" });
  const now = await quarantineMark();
  await inTransaction((tx) => requireSound(tx, now, rest));

  const before = server.received.length;
  expect(await execute(number)).toMatchObject({ questionsDone: 60 });
  expect(await db().result.count({ where: { runId: run.id } })).toBe(60);
  expect(server.received.length - before).toBe(texts);
});

it("makes a system learn again, and takes its run away from the worker that knows the old", async () => {
  const parameters = { decoding: greedy };
  const system = { kind: "system", method: "best-single", models: ["one", "two"], parameters, devPerTask: null } as const;
  const number = await launch({ ...what, tasks: [...what.tasks], ...system, models: [...system.models] });
  const run = await execute(number);
  const two = await db().model.findUniqueOrThrow({ where: { slug: "two" } });
  await db().$executeRaw`UPDATE "Generation" SET "createdAt" = now() - interval '1 day' WHERE "modelId" <> ${two.id}::uuid`;
  const since = new Date(Date.now() - 10 * 60_000);
  expect(await quarantineGenerations({ endpoint: "lab", since, reason: "its canary answered in another way" })).toBe(5);

  await db().run.update({ where: { id: run.id }, data: { state: "queued" } });
  const lease = await claimRun(anyOwner(), 5);
  if (!lease) throw new Error("nothing was claimed");
  expect(await redoResults(worker, await choreLeft())).toBe(60);
  expect(await db().system.findUniqueOrThrow({ where: { id: run.systemId ?? "" } })).toMatchObject({ learned: null, preparedAt: null });
  expect(await db().run.findUniqueOrThrow({ where: { number } })).toMatchObject({ state: "queued", leaseOwner: null, questionsDone: 0 });
  await expect(recordResults(lease, [], 0n)).rejects.toMatchObject({ name: "LeaseLost" });
  expect(await execute(number)).toMatchObject({ questionsDone: 60 });
});

it("stores what Postgres cannot hold as the character that stands for it, once however often it is recorded", async () => {
  const number = await launch({ ...what, tasks: [...what.tasks], kind: "individual", models: ["two"], decoding: greedy });
  const lease = await claimRun(anyOwner(), 5);
  if (lease?.number !== number) throw new Error("another run was claimed");
  const question = await db().question.findFirstOrThrow({ where: { taskId: task.id, split: "test" } });
  const odd = `a${String.fromCharCode(0)}b${"😀".slice(0, 1)} \\ud83d "quoted"`;
  const kept = 'a\uFFFDb\uFFFD \\ud83d "quoted"';
  const trace = { steps: [{ stage: "answer", model: "m", text: odd, generation: "00" }], decision: {} };
  const verdict = { parsed: odd, reason: odd, score: 0.5, certainty: null, mocoScore: null };
  const answers = [{ questionId: question.id, text: odd, trace, verdict, parser: "strict/2", cut: false }];
  await recordResults(lease, answers, 0n);
  await recordResults(lease, answers, 0n);
  expect(await db().result.findFirstOrThrow({ where: { runId: lease.runId } })).toMatchObject({
    answer: kept,
    parsed: kept,
    trace: { steps: [{ text: kept }] },
    score: 0.5,
    mocoScore: null,
  });
  expect(await db().run.findUniqueOrThrow({ where: { number } })).toMatchObject({ questionsDone: 1 });
});
