import { randomInt, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { recordResults } from "@/lib/results/record-results";
import { canaryPrompts } from "@/lib/serving/health/chat-canary";
import { launchRun } from "../launching/launch-run";
import type { Leaser } from "../leasing/leaser";
import { untilRun } from "../testing/await-run";
import { seedModel, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { startLeaser } from "../testing/start-leaser";

const members = ["one", "two", "three"];
let server: ModelServer;
let leaser: Leaser;

beforeAll(async () => {
  // A model server that never says the same twice, as those that draw from a batch on a GPU do.
  const says = (_: string, prompt: string) =>
    canaryPrompts.includes(prompt) ? "tweet" : `${1 + randomInt(3)} ${randomUUID()} ${"because ".repeat(30)}\\box{${randomInt(3)}}`;
  server = await startModelServer(members, 0, says);
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: server.url }]);
  await Promise.all(members.map((slug) => seedModel(slug)));
  await seedTask("numbers", { test: 20, dev: 6 });
  leaser = startLeaser(recordResults);
});

afterAll(async () => {
  await leaser.stop();
  await server.close();
});

/** Answers all test questions and gives all that was recorded, as text. */
async function execute(method: string, parameters: object) {
  const decoding = { temperature: 0.8, maxTokens: 64 };
  const [number = 0] = await launchRun(systemActor("test"), {
    kind: "system",
    method,
    models: members,
    parameters: { ...parameters, decoding },
    devPerTask: null,
    split: "test",
    tasks: [],
    questionsPerTask: null,
    priority: 0,
    tokenCap: 0,
    unreadablePercent: 100,
  });
  const run = await untilRun(number, ({ state }) => state === "done");
  const { learned } = await db().system.findUniqueOrThrow({ where: { id: run.systemId ?? "" } });
  const rows = await db().result.findMany({ where: { runId: run.id }, orderBy: { questionId: "asc" } });
  const results = rows.map(({ runId: _, createdAt: __, ...recorded }) => recorded);
  return { text: JSON.stringify({ learned, results }), results, shortened: run.shortenedPrompts };
}

it.each([
  ["best-single", {}],
  ["majority-vote", {}],
  ["prompt-routing", {}],
  ["multi-agent-refine", { rounds: 2, quoteBudget: 300 }],
])("makes the results of %s again from the memo alone, byte for byte", async (method, parameters) => {
  const first = await execute(method, parameters);
  expect(first.results).toHaveLength(20);
  await db().result.deleteMany();
  await db().system.updateMany({ data: { learned: Prisma.DbNull, preparedAt: null } });
  const sent = server.received.length;
  const again = await execute(method, parameters);
  expect(server.received.length).toBe(sent);
  expect(again.text).toBe(first.text);
  expect(again.shortened).toBe(first.shortened);
});

it("counts for the run how many prompts had their quoted answers shortened, as the traces say", async () => {
  const { results, shortened } = await execute("multi-agent-refine", { rounds: 2, quoteBudget: 400 });
  // In each of two rounds the prompts of all three members, and the summary.
  expect(shortened).toBe(20 * (2 * 3 + 1));
  for (const { trace } of results) expect(trace).toMatchObject({ decision: { shortened: (2 * 3 + 1) * 3 } });
});
