import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { type MockEndpoint, startMockEndpoint } from "@/lib/serving/testing/mock-endpoint";
import type { GenerateRequest, OperationCalls } from "./contract";
import { type Engine, type EngineSettings, openEngine } from "./engine";
import type { MergeSpec } from "./merge/spec";
import { type ModelSource, onlyThese } from "./model-source";
import type { Performers } from "./performer";
import { performers } from "./performers";
import type { Progress } from "./progress";
import { RunOperations, type RunSettings } from "./run-operations";
import type { ServedModel } from "./served-model";
import { type ScorerServer, startScorerServer } from "./testing/scorer-server";
import type { TrainSpec } from "./train/spec";

const served = (servedAs: string): ServedModel => ({
  label: `m-${servedAs}`,
  modelId: randomUUID(),
  weightsHash: servedAs.padEnd(64, "0"),
  commit: null,
  servedAs,
});
const member = served("member");
const ask = (model: string, content: string): GenerateRequest => ({
  model,
  messages: [{ role: "user", content }],
  sampling: { temperature: 0, topP: 1, topK: 0, maxTokens: 16, stop: [] },
  sample: 0,
});
const recipe: MergeSpec = { kind: "linear", parents: [{ model: member.label, weight: 1 }] };
const training: TrainSpec = {
  model: member.label,
  objective: { kind: "sft", examples: [{ prompt: [{ role: "user", content: "1 + 1?" }], answer: "2" }] },
  adapter: null,
  epochs: 1,
  batchSize: 1,
  learningRate: 0.001,
  seed: 1,
};

let server: MockEndpoint;
let scorer: ScorerServer;
const engines: Engine[] = [];

beforeAll(async () => {
  server = await startMockEndpoint({ models: ["member", "merged"], latency: 30 });
  scorer = await startScorerServer(
    { reward: (answer) => answer.length, says: (answer) => `Final Decision: ${answer}`, vector: (text) => [text.length, 1] },
    30,
  );
});

afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()));
  await Promise.all([server.close(), scorer.close()]);
});

function open(changes: Partial<EngineSettings> = {}): Engine {
  const setting = { url: scorer.url, model: "example/Scorer" };
  const scorers = { reward: setting, verify: setting, embed: setting };
  const engine = openEngine({ pool: pool(), endpoints: [{ name: "lab", url: server.url }], scorers, ...changes });
  engines.push(engine);
  return engine;
}

function settings(models: ModelSource = onlyThese([member])): RunSettings & { seen: Progress[] } {
  const seen: Progress[] = [];
  return { models, seed: "1", signal: new AbortController().signal, onProgress: (progress) => seen.push(progress), seen };
}

it("counts scores and texts alike as operations, and texts alone as texts", async () => {
  const run = settings();
  const operations = open().operations(run);
  await operations.generate([ask(member.label, "one"), ask(member.label, "two")]);
  expect(await operations.reward([{ request: "Say it.", answer: "four" }])).toEqual([4]);
  const exam = (answer: string) => `### Student Answer: ${answer}\n\nFor the above question, decide.`;
  expect(await operations.verify([exam("Yes"), exam("No"), exam("Perhaps")])).toEqual([true, false, null]);
  expect(await operations.embed(["four", "four"])).toEqual([
    [4, 1],
    [4, 1],
  ]);
  expect(run.seen.at(-1)).toMatchObject({ requested: 8, done: 8, cached: 1, texts: 2 });
});

it("says what is missing where nobody performs an operation", async () => {
  const operations = open({ scorers: {} }).operations(settings());
  await expect(operations.reward([])).rejects.toThrow(
    'cannot perform the operation "reward". Name an endpoint for it in SCORERS (reward).',
  );
  await expect(operations.train(training)).rejects.toMatchObject({ name: "OperationAbsent", code: "NOT_READY" });
  await expect(operations.merge(recipe)).rejects.toThrow('cannot perform the operation "merge". It has no program that merges models.');
});

it("refuses a recipe that says something else than a recipe may", async () => {
  const engine = open({ makers: { merge: async () => ({ label: "m-merged", key: "0".repeat(64) }) } });
  await expect(engine.operations(settings()).merge({ ...recipe, parents: [] })).rejects.toThrow("Too small");
});

it("asks a model that came into being while the run was under way", async () => {
  const known = new Map([[member.label, member]]);
  const models: ModelSource = {
    async resolve(label) {
      const model = known.get(label);
      if (!model) throw new Error(`There is no model ${label} yet.`);
      return model;
    },
  };
  const merge = async () => {
    const merged = served("merged");
    known.set(merged.label, merged);
    return { label: merged.label, key: "0".repeat(64) };
  };
  const engine = open({ makers: { merge } });
  const operations = engine.operations(settings(models));
  await expect(operations.generate([ask("m-merged", "Who are you?")])).rejects.toThrow("There is no model m-merged yet.");
  const { label } = await operations.merge(recipe);
  expect(await operations.generate([ask(label, "Who are you?")])).toHaveLength(1);
  engine.refusals.refuse(known.get(label)?.modelId ?? "");
  await expect(operations.generate([ask(label, "And now?")])).rejects.toThrow("Consent was withdrawn: merged.");
});

it("runs the clock during every kind of operation, those that are new included", async () => {
  interface NewCalls extends OperationCalls {
    shout(texts: readonly string[]): Promise<string[]>;
  }
  const engine = open({
    makers: {
      train: async () => {
        await wait(50);
        return { label: "m-trained", key: "0".repeat(64) };
      },
      merge: async () => {
        await wait(50);
        return { label: "m-merged", key: "0".repeat(64) };
      },
    },
  });
  const shout = () => async (texts: readonly string[]) => {
    await wait(50);
    return texts.map((text) => text.toUpperCase());
  };
  const all: Performers<NewCalls> = { ...performers, shout };
  const clock = engine.clocks.open();
  const operations = new RunOperations(engine, { ...settings(), clock }, all).forBatch();
  const calls: { [Kind in keyof NewCalls]: () => Promise<unknown> } = {
    generate: () => operations.generate([ask(member.label, `timed ${randomUUID()}`)]),
    reward: () => operations.reward([{ request: "", answer: randomUUID() }]),
    verify: () => operations.verify([randomUUID()]),
    embed: () => operations.embed([randomUUID()]),
    train: () => operations.train(training),
    merge: () => operations.merge(recipe),
    shout: async () => expect(await operations.shout(["loud"])).toEqual(["LOUD"]),
  };
  for (const [kind, call] of Object.entries(calls)) {
    const before = clock.seconds;
    await call();
    const after = clock.seconds;
    expect(after - before, kind).toBeGreaterThan(0.02);
    await wait(20);
    expect(clock.seconds, kind).toBe(after);
  }
});
