import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { type MockEndpoint, startMockEndpoint } from "@/lib/serving/testing/mock-endpoint";
import type { GenerateRequest } from "./contract";
import { type Engine, openEngine } from "./engine";
import { onlyThese } from "./model-source";
import type { ServedModel } from "./served-model";

const model: ServedModel = { label: "m-lab", modelId: randomUUID(), weightsHash: "a".repeat(64), commit: null, servedAs: "lab/model" };
const request: GenerateRequest = {
  model: "m-lab",
  messages: [{ role: "user", content: "Whose is this?" }],
  sampling: { temperature: 0, topP: 1, topK: 0, maxTokens: 16, stop: [] },
  sample: 0,
};
let servers: MockEndpoint[];
let engines: Engine[];

beforeAll(async () => {
  servers = await Promise.all([0, 1].map(() => startMockEndpoint({ models: ["lab/model"], latency: 200 })));
  engines = servers.map(({ url }) => openEngine({ pool: pool(), endpoints: [{ name: "lab", url }], scorers: {} }));
});

afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()));
  await Promise.all(servers.map((server) => server.close()));
});

const open = (engine: Engine) =>
  engine.operations({ models: onlyThese([model]), seed: "1", signal: new AbortController().signal, onProgress: () => undefined });

it("shares nothing between two engines of one process but the database", async () => {
  const [one, other] = engines;
  if (!one || !other) throw new Error("an engine is missing");
  one.refusals.refuse(model.modelId);
  await expect(open(one).generate([request])).rejects.toThrow("Consent was withdrawn");
  expect(other.directory.describe()).toMatchObject([{ state: "unknown", models: [] }]);
  expect(other.quarantine.count).toBe(0);
  one.refusals.allow(model.modelId, one.refusals.count);
  // At the same time each asks its own server, and what was stored first counts for both.
  const texts = await Promise.all(engines.map(async (engine) => (await open(engine).generate([request]))[0]?.text));
  expect(new Set(texts).size).toBe(1);
  expect(servers.map(({ log }) => log.filter(({ outcome }) => outcome === "answered").length)).toEqual([4, 4]);
  expect(await db().generation.count()).toBe(1);
});

it("goes on when another engine is closed", async () => {
  const [one, other] = engines;
  await one?.close();
  if (!other) throw new Error("an engine is missing");
  expect((await open(other).generate([{ ...request, sample: 1 }])).map(({ text }) => text.length > 0)).toEqual([true]);
});
