import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { llamaCpp } from "@/lib/serving/testing/dialects/llama-cpp";
import { ollama } from "@/lib/serving/testing/dialects/ollama";
import { type StartedServer, startRecorded } from "@/lib/serving/testing/dialects/recorded-server";
import { vllm } from "@/lib/serving/testing/dialects/vllm";
import type { GenerateRequest } from "../contract";
import { type Engine, openEngine } from "../engine";
import { onlyThese } from "../model-source";
import type { ServedModel } from "../served-model";

const model: ServedModel = { label: "m-lab", modelId: randomUUID(), weightsHash: "a".repeat(64), commit: null, servedAs: "lab/model" };
const request: GenerateRequest = {
  model: "m-lab",
  messages: [{ role: "user", content: "Whose is this?" }],
  sampling: { temperature: 0.7, topP: 0.9, topK: 20, maxTokens: 16, stop: ["\n\n"] },
  sample: 1,
};
const recorded = [vllm, llamaCpp, ollama];
let servers: StartedServer[];
let engines: Engine[];

beforeAll(async () => {
  servers = await Promise.all(recorded.map((server) => startRecorded(server)));
  engines = servers.map(({ url }, place) =>
    openEngine({
      pool: pool(),
      endpoints: [{ name: "lab", url, models: { "lab/model": { name: recorded[place]?.model ?? "" } } }],
      scorers: {},
    }),
  );
});

afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()));
  for (const server of servers) server.close();
});

const generate = async (engine: Engine, wanted: GenerateRequest) => {
  const operations = engine.operations({
    models: onlyThese([model]),
    seed: "1",
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  return (await operations.generate([wanted]))[0];
};

it("makes a text once, whichever server is asked and in whichever words", async () => {
  const texts = [];
  for (const engine of engines) texts.push(await generate(engine, request));
  expect(new Set(texts.map((text) => text?.key)).size).toBe(1);
  expect(servers.map(({ bodies }) => bodies.length > 0)).toEqual([true, false, false]);
});

it("tells each server the same seed, stop and sampling for the same draw, and another seed for the next", async () => {
  const asked = servers.map(async (server, place) => {
    const engine = engines[place];
    if (!engine) throw new Error("an engine is missing");
    await generate(engine, { ...request, sample: 2 + place });
    return server.sampled.at(-1);
  });
  const sampled = await Promise.all(asked);
  expect(new Set(sampled.map((each) => each?.seed)).size).toBe(3);
  for (const each of sampled)
    expect(each).toMatchObject({ temperature: 0.7, topP: 0.9, topK: 20, minP: 0, repetition: 1, stop: ["\n\n"], maxTokens: 16 });
});
