import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Task } from "@/lib/db/generated/client";
import { seedPerson } from "@/lib/db/testing/people";
import { recordResults } from "@/lib/results/record-results";
import { Directory } from "@/lib/serving/directory";
import { chatCanary } from "@/lib/serving/health/chat-canary";
import { rememberedCanaries } from "@/lib/serving/testing/remembered-canaries";
import type { LaunchInput } from "../composing/schema";
import { estimateAgain } from "../executing/estimate-again";
import { launchRun } from "../launching/launch-run";
import { planRun } from "../launching/plan-run";
import { readLaunch } from "../launching/read-launch";
import type { Leaser } from "../leasing/leaser";
import { claimRun } from "../state/claim-run";
import { findRunState, untilRun } from "../testing/await-run";
import { anyOwner, greedy, seedModel, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { startLeaser } from "../testing/start-leaser";
import { findRun } from "../watching/find-run";
import { findSnapshot } from "../watching/find-snapshot";
import { approveRun } from "./approve-run";
import { cancelRun } from "./cancel-run";

const maintainer = systemActor("test");
/** No model server is known. */
const endpoints = new Directory([], { canary: chatCanary(rememberedCanaries()) });
let server: ModelServer;
/** What the answer to the last question of the task is held back for. */
let holding: Promise<unknown> = Promise.resolve();
let task: Task;
let strange: Task;
let leaser: Leaser | undefined;

beforeAll(async () => {
  server = await startModelServer(["one", "two", "three"], (prompt) => (prompt.includes("numbers: say 199") ? holding : wait(5)));
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: server.url }]);
  process.env.SERVER_PATIENCE_S = "0";
  await Promise.all(["one", "two", "three", "unserved"].map((slug) => seedModel(slug)));
  task = await seedTask("numbers", { test: 200, dev: 5 });
  strange = await seedTask("strange", { test: 120 });
  await db()
    .$executeRaw`UPDATE "Question" SET content = jsonb_set(content, '{input}', to_jsonb('silence ' || position)) WHERE "taskId" = ${strange.id}::uuid`;
});

afterEach(async () => {
  await leaser?.stop();
  leaser = undefined;
});

afterAll(() => server.close());

type Solo = Extract<LaunchInput, { kind: "individual" }>;
const solo = (slug: string, tasks: string[], changes: Partial<Solo> = {}): Solo => ({
  kind: "individual",
  models: [slug],
  decoding: greedy,
  split: "test",
  tasks,
  questionsPerTask: null,
  priority: 0,
  ...changes,
});

async function launch(input: LaunchInput): Promise<number> {
  const [number] = await launchRun(maintainer, input);
  if (number === undefined) throw new Error("nothing was queued");
  return number;
}

it("pauses at the end of a batch beyond its cap, loses nothing, and goes on when a maintainer raises the cap", async () => {
  // Every answer of the stand-in counts two tokens, and a batch has fifty questions at most.
  const number = await launch(solo("one", [task.slug], { tokenCap: 150 }));
  leaser = startLeaser(recordResults);
  const paused = await untilRun(number, ({ state }) => state === "needs_approval");
  const spent = 2 * paused.questionsDone;
  expect(spent).toBeGreaterThan(150);
  expect(spent).toBeLessThanOrEqual(150 + 2 * 50);
  expect(paused).toMatchObject({ generationsMade: paused.questionsDone, leaseOwner: null, finishedAt: null });
  expect(Number(paused.completionTokens)).toBe(spent);
  const shown = await findRun(maintainer, number);
  expect(shown.pause).toEqual({ limit: "tokens", why: `It has generated ${spent} tokens, more than the 150 that were approved.` });
  expect(shown.estimate).toMatchObject({ calls: 200, known: 0 });

  await expect(approveRun(maintainer, { number, tokenCap: spent })).rejects.toMatchObject({ fields: [{ field: "tokenCap" }] });
  await expect(approveRun(await seedPerson("auditor"), { number, tokenCap: null })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await approveRun(maintainer, { number, tokenCap: 10_000 });
  const done = await untilRun(number, ({ state }) => state === "done");
  expect(done).toMatchObject({ questionsDone: 200, generationsMade: 200 });
  expect(await db().result.count({ where: { runId: done.id } })).toBe(200);
  expect(server.received.filter((line) => line.startsWith("one")).length).toBe(200);
  await expect(approveRun(maintainer, { number, tokenCap: null })).rejects.toMatchObject({ code: "CONFLICT" });
});

it("raises the cap of a run that paused for it also where the worker died before it had counted all tokens", async () => {
  const number = await launch(solo("one", [task.slug], { tokenCap: 150 }));
  const why = "It has generated 200 tokens, more than the 150 that were approved.";
  await db().run.update({
    where: { number },
    data: {
      state: "needs_approval",
      completionTokens: 140,
      events: { create: { actor: "system:worker", from: "running", to: "needs_approval", why, data: { limit: "tokens" } } },
    },
  });
  await approveRun(maintainer, { number, tokenCap: 5_000 });
  expect(await db().run.findUniqueOrThrow({ where: { number } })).toMatchObject({
    state: "queued",
    tokenCap: 5_000n,
    unreadableLimit: 0.2,
  });
  await cancelRun(maintainer, { number });
});

it("pauses before the first question when learning alone has reached the cap, and keeps what was learned", async () => {
  const small = await seedTask("small", { test: 4, dev: 6 });
  const number = await launch({
    ...solo("one", [small.slug], { tokenCap: 10 }),
    kind: "system",
    method: "best-single",
    models: ["one", "two"],
    parameters: { decoding: greedy },
    devPerTask: null,
  });
  leaser = startLeaser(recordResults);
  const paused = await untilRun(number, ({ state }) => state === "needs_approval");
  // Two members answered six dev questions of two tokens each.
  expect(paused).toMatchObject({ questionsDone: 0, generationsMade: 12, completionTokens: 24n });
  expect((await findRun(maintainer, number)).pause).toMatchObject({ limit: "tokens" });
  await approveRun(maintainer, { number, tokenCap: 1_000 });
  expect(await untilRun(number, ({ state }) => state === "done")).toMatchObject({ questionsDone: 4, generationsMade: 16 });
});

it("estimates a run like an earlier one from what that one cost, and is right about it", async () => {
  const plan = await planRun(maintainer, solo("two", [task.slug]), endpoints);
  const { tokens, seconds, requests, lengths } = plan.estimate.total;
  expect(lengths).toEqual({ measured: 0, similar: 1, guessed: 0 });
  expect(requests).toEqual({ p50: 200, p90: 200 });
  if (!seconds) throw new Error("no speed was measured");
  // Nobody estimates a run again that is over: the last answer waits, so that the run does not end before the estimate.
  const estimated = Promise.withResolvers<void>();
  holding = estimated.promise;
  const number = await launch(solo("two", [task.slug]));
  leaser = startLeaser(recordResults);
  await expect.poll(async () => (await findRun(maintainer, number)).newEstimate, { timeout: 20_000 }).not.toBeNull();
  estimated.resolve();
  const run = await untilRun(number, ({ state }) => state === "done");
  const spent = Number(run.completionTokens);
  process.stdout.write(
    `estimated ${tokens.p50.toFixed(0)} to ${tokens.p90.toFixed(0)} tokens, spent ${spent}; ${seconds.p50.toFixed(2)} to ${seconds.p90.toFixed(2)} s, took ${run.askingSeconds.toFixed(2)} s\n`,
  );
  expect(Math.abs(tokens.p50 / spent - 1)).toBeLessThan(0.25);
  expect(tokens.p90).toBeGreaterThanOrEqual(spent);
  const { newEstimate } = await findRun(maintainer, number);
  expect(newEstimate).toMatchObject({ after: "the first answers" });
  expect(Math.abs((newEstimate?.tokens.p50 ?? 0) / spent - 1)).toBeLessThan(0.3);
  expect((await planRun(maintainer, solo("two", [task.slug]), endpoints)).estimate.total).toMatchObject({
    calls: 200,
    known: 200,
    tokens: { p50: 0, p90: 0 },
  });
});

it("estimates a system again when it has learned, with what it spent until then", async () => {
  const number = await launch({
    ...solo("one", [task.slug]),
    kind: "system",
    method: "majority-vote",
    models: ["one", "three"],
    parameters: { decoding: greedy },
    devPerTask: 3,
  });
  const lease = await claimRun(anyOwner(), 5);
  if (lease?.number !== number) throw new Error("another run was claimed");
  const spent = { generations: 6, promptTokens: 18, completionTokens: 12, uncountedTokens: 0, shortened: 0, seconds: 1 };
  await estimateAgain(lease, "learning", () => spent);
  const { newEstimate, events } = await findRun(maintainer, number);
  // Model "one" answered all test questions before; "three" answers 200, and both 3 dev questions.
  expect(newEstimate).toMatchObject({ after: "learning", requests: { p50: 6 + 6 + 200, p90: 6 + 6 + 200 } });
  expect(events.at(-1)?.why).toMatch(/^estimated again after learning: [\d,]+ tokens in all, 9 of 10 such runs below [\d,]+$/);
  await db().run.update({ where: { number }, data: { state: "cancelled", leaseOwner: null } });
});

it("pauses when too many answers cannot be read, and goes on when somebody has looked", async () => {
  const number = await launch(solo("three", [strange.slug]));
  leaser = startLeaser(recordResults);
  const paused = await untilRun(number, ({ state }) => state !== "queued" && state !== "running");
  expect(paused).toMatchObject({ state: "needs_approval" });
  // Fewer than twenty say too little.
  expect(paused.questionsDone).toBeGreaterThanOrEqual(20);
  expect(paused.questionsDone).toBeLessThanOrEqual(20 + 50);
  expect((await findRun(maintainer, number)).pause).toMatchObject({ limit: "unreadable" });
  await approveRun(maintainer, { number, tokenCap: null });
  expect(await untilRun(number, ({ state }) => state === "done")).toMatchObject({ questionsDone: 120, unreadableLimit: null });
});

it("offers a blocked run again without the model that blocks it, and cancels it when that is launched", async () => {
  const pool = await launch({
    kind: "system",
    method: "prompt-routing",
    models: ["one", "two", "three"],
    parameters: { decoding: greedy, mode: "tournament" },
    devPerTask: 3,
    split: "test",
    tasks: [task.slug],
    questionsPerTask: 7,
    priority: 0,
    unreadablePercent: 35,
  });
  await db().model.update({ where: { slug: "two" }, data: { scopes: [] } });
  leaser = startLeaser(recordResults);
  await untilRun(pool, ({ state }) => state === "blocked_consent");
  const { planAgain } = await findRun(maintainer, pool);
  expect(planAgain?.without.map((model) => model.slug)).toEqual(["two"]);
  const query = new URL(planAgain?.address ?? "", "http://portal").searchParams;
  const values = Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
  const again = readLaunch(values);
  expect(again).toMatchObject({ models: ["one", "three"], questionsPerTask: 7, devPerTask: 3, unreadablePercent: 35, replaces: pool });
  expect(again).toMatchObject({ parameters: { mode: "tournament", decoding: { temperature: 0, maxTokens: 16 } } });
  const next = await launch(again);
  expect(await findRunState(pool)).toBe("cancelled");
  const history = (await findRun(maintainer, pool)).events;
  expect(history.at(-1)).toMatchObject({ from: "blocked_consent", to: "cancelled", why: `replaced by run #${next}` });
  await expect(launch({ ...again, replaces: pool })).rejects.toMatchObject({ code: "CONFLICT" });
  await cancelRun(maintainer, { number: next });
  await db().model.update({ where: { slug: "two" }, data: { scopes: ["S1_run"] } });
});

it("shows where model servers are to operators only", async () => {
  const number = await launch(solo("unserved", [task.slug]));
  leaser = startLeaser(recordResults);
  await untilRun(number, ({ state }) => state === "failed");
  const seen = async (actor: typeof anonymous | typeof maintainer) =>
    JSON.stringify([await findSnapshot(actor, number), (await findRun(actor, number)).events, (await findRun(actor, number)).worker]);
  expect(await seen(maintainer)).toContain("127.0.0.1");
  const open = await seen(anonymous);
  expect(open).not.toContain("127.0.0.1");
  expect(open).not.toContain("worker-");
  expect(open).toContain("No model server offers one of the models.");
});
