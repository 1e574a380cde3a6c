import { beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { Directory } from "@/lib/serving/directory";
import { chatCanary } from "@/lib/serving/health/chat-canary";
import { rememberedCanaries } from "@/lib/serving/testing/remembered-canaries";
import type { LaunchInput } from "../composing/schema";
import { greedy, seedModel, seedTask } from "../testing/builders";
import { launchRun } from "./launch-run";
import { planRun } from "./plan-run";
import { readLaunch } from "./read-launch";

type Solo = Extract<LaunchInput, { kind: "individual" }>;
type Composed = Extract<LaunchInput, { kind: "system" }>;

const maintainer = systemActor("test");
/** No model server is known. */
const endpoints = new Directory([], { canary: chatCanary(rememberedCanaries()) });
const shared = { split: "test" as const, tasks: [], questionsPerTask: null, priority: 0 };
const solo = (changes: Partial<Solo> = {}): Solo => ({ ...shared, kind: "individual", models: ["one"], decoding: greedy, ...changes });
const system = (changes: Partial<Composed> = {}): Composed => ({
  ...shared,
  kind: "system",
  method: "majority-vote",
  models: ["one", "two"],
  parameters: { decoding: greedy },
  devPerTask: null,
  ...changes,
});

beforeAll(async () => {
  process.env.ENDPOINTS = "[]";
  await Promise.all([seedModel("one"), seedModel("two"), seedModel("silent", { scopes: [] }), seedModel("gone", { state: "withdrawn" })]);
  await db().model.update({ where: { id: (await seedModel("guide")).id }, data: { role: "router" } });
  await seedTask("numbers", { test: 10, dev: 4 });
  await seedTask("letters", { test: 6, dev: 2, held_out: 3 });
});

it("queues one run for each runnable model and leaves routers out", async () => {
  await db().model.update({ where: { slug: "silent" }, data: { state: "quarantined" } });
  // Who ticks all and single ones means all.
  const numbers = await launchRun(maintainer, solo({ models: ["all", "two"] }));
  await db().model.update({ where: { slug: "silent" }, data: { state: "runnable" } });
  const runs = await db().run.findMany({
    where: { number: { in: numbers } },
    include: { model: true, tasks: true, events: true },
    orderBy: { number: "asc" },
  });
  expect(runs.map((run) => run.model?.slug)).toEqual(["one", "two"]);
  for (const run of runs) {
    expect(run).toMatchObject({
      state: "queued",
      questionsTotal: 16,
      sampling: { temperature: 0, topP: 1, topK: 0, maxTokens: 16, stop: [] },
    });
    expect(run.tasks).toHaveLength(2);
    expect(run.events.map((event) => event.to)).toEqual(["queued"]);
  }
});

it("finds the same system again for the same method, pool, parameters and dev questions, and another one otherwise", async () => {
  const systemOf = async (input: Composed) => {
    const [number] = await launchRun(maintainer, input);
    return (await db().run.findUniqueOrThrow({ where: { number: number ?? 0 } })).systemId;
  };
  const first = await systemOf(system());
  expect(await systemOf(system())).toBe(first);
  const others = await Promise.all([
    systemOf(system({ models: ["two", "one"] })),
    systemOf(system({ parameters: { decoding: { ...greedy, maxTokens: 17 } } })),
    systemOf(system({ devPerTask: 1 })),
    systemOf(system({ method: "best-single" })),
  ]);
  expect(new Set([first, ...others]).size).toBe(5);
  const stored = await db().system.findUniqueOrThrow({ where: { id: first ?? "" } });
  expect(stored).toMatchObject({
    name: "Majority vote of 2",
    parameters: { decoding: { temperature: 0, topP: 0.9, topK: 0, maxTokens: 16, stop: [] } },
  });
});

it("refuses members without consent or out of use, by name, and queues nothing", async () => {
  const before = await db().run.count();
  await expect(launchRun(maintainer, system({ models: ["one", "silent", "gone"] }))).rejects.toMatchObject({
    code: "NOT_READY",
    message: expect.stringMatching(/Consent was withdrawn: gone\..*No consent to running it for evaluation \(S1\): silent\./),
  });
  expect(await db().run.count()).toBe(before);
});

it("refuses a router as a member, unknown models, tasks and methods, and wrong parameters, naming each", async () => {
  await expect(launchRun(maintainer, solo({ models: ["guide"] }))).rejects.toMatchObject({
    fields: [{ message: expect.stringContaining("only routes") }],
  });
  await expect(launchRun(maintainer, solo({ models: ["nobody"] }))).rejects.toMatchObject({
    fields: [{ message: 'There is no model "nobody".' }],
  });
  await expect(launchRun(maintainer, solo({ tasks: ["nothing"] }))).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(launchRun(maintainer, system({ method: "magic" }))).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(launchRun(maintainer, system({ parameters: { decoding: { temperature: 9 } } }))).rejects.toMatchObject({
    fields: [{ field: "parameter.decoding.temperature" }],
  });
  await expect(launchRun(maintainer, solo({ split: "held_out", tasks: ["numbers"] }))).rejects.toMatchObject({ code: "NOT_READY" });
});

it("refuses what nobody here can score, and plans it all the same", async () => {
  const prose = await seedTask("prose", { test: 3, dev: 2 });
  await db().task.update({ where: { id: prose.id }, data: { taskType: "reward_model" } });
  await db().$executeRaw`
    UPDATE "Question" SET content = jsonb_build_object('taskType', 'reward_model', 'id', key, 'input', 'Write ' || position)
    WHERE "taskId" = ${prose.id}::uuid`;
  const plan = await planRun(maintainer, system({ tasks: ["prose"] }), endpoints);
  expect(plan.refusals).toEqual([expect.stringContaining("no reward endpoint")]);
  expect(plan.estimate.total.calls).toBeGreaterThan(0);
  await expect(launchRun(maintainer, system({ tasks: ["prose"] }))).rejects.toMatchObject({ code: "NOT_READY" });
  const alone = await planRun(maintainer, solo({ tasks: ["prose"] }), endpoints);
  expect(alone.refusals).toEqual([expect.stringContaining("no reward endpoint")]);
  await db().task.delete({ where: { id: prose.id } });
});

it("refuses people without the role", async () => {
  await expect(launchRun(await seedPerson("contributor"), solo())).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(planRun(await seedPerson("evaluator"), solo(), endpoints)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});

it("says before the launch how many calls it means, how many are known, and which models nobody serves", async () => {
  const plan = await planRun(maintainer, system(), endpoints);
  // 2 members answer 6 dev and 16 test questions.
  expect(plan).toMatchObject({ questions: 16, devQuestions: 6, refusals: [], estimate: { total: { calls: 44, known: 0, exact: false } } });
  expect(plan.warnings).toEqual([expect.stringContaining("one, two")]);
  const alone = await planRun(maintainer, solo({ models: ["one", "two"] }), endpoints);
  expect(alone.estimate.total).toMatchObject({ calls: 32, known: 0, exact: true, requests: { p50: 32, p90: 32 }, seconds: null });
});

it("counts the calls of a method by rehearsing it", async () => {
  const refine = await planRun(maintainer, system({ method: "multi-agent-refine" }), endpoints);
  // First answers and two refinements by both, one summary, and the dev answers.
  expect(refine.estimate.total.calls).toBe(16 * (2 + 2 * 2 + 1) + 2 * 6);
});

it("reads a form: empty fields take the default, and what is wrong is named", () => {
  const values = {
    what: "prompt-routing",
    models: ["one", "two"],
    split: "test",
    questionsPerTask: "",
    "parameter.mode": "tournament",
    "parameter.decoding.temperature": "0",
  };
  expect(readLaunch(values)).toEqual({
    kind: "system",
    method: "prompt-routing",
    models: ["one", "two"],
    parameters: { mode: "tournament", decoding: { temperature: 0 } },
    split: "test",
    tasks: [],
    questionsPerTask: null,
    devPerTask: null,
    priority: 0,
    tokenCap: undefined,
    unreadablePercent: undefined,
    replaces: undefined,
  });
  expect(() => readLaunch({ ...values, split: "dev" })).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ field: "split" })] }),
  );
  expect(() => readLaunch({ ...values, models: [] })).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ field: "models" })] }),
  );
  expect(() => readLaunch({ what: "models", models: "one", split: "test", questionsPerTask: "many" })).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ field: "questionsPerTask" })] }),
  );
  expect(() => readLaunch({})).toThrow("Choose what to launch.");
});
