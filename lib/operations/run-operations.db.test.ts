import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { weightsHash } from "@/lib/hub/weights-hash";
import { Directory } from "@/lib/serving/directory";
import { storedCanaries } from "@/lib/serving/health/canary-references";
import { canaryPrompts, chatCanary } from "@/lib/serving/health/chat-canary";
import { startZooServer, type ZooServer } from "@/zoo/server/start-zoo-server";
import type { GenerateRequest } from "./contract";
import { type Engine, openConfiguredEngine } from "./engine";
import { onlyThese } from "./model-source";
import type { Progress } from "./progress";
import type { ServedModel } from "./served-model";

const folder = "zoo/models/zoo-cartographer";
const hasZoo = existsSync(`${folder}/model.gguf`);
if (!hasZoo) process.stderr.write(`skipped: ${folder}/model.gguf is absent, so there is no real model to ask\n`);

const settings = { host: "127.0.0.1", models: "zoo/models", slots: 2, threads: 2 };

function zooModel(name: string): ServedModel {
  const sha256 = createHash("sha256")
    .update(readFileSync(`zoo/models/${name}/model.safetensors`))
    .digest("hex");
  return {
    label: `m-${name}`,
    modelId: "0199aaaa-0000-7000-8000-000000000001",
    weightsHash: weightsHash([{ path: "model.safetensors", sha256 }]),
    commit: null,
    servedAs: `polyphony-zoo/${name}`,
  };
}

function ask(content: string, changes: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    model: "m-zoo-cartographer",
    messages: [{ role: "user", content }],
    sampling: { temperature: 0, topP: 1, topK: 0, maxTokens: 24, stop: [] },
    sample: 0,
    ...changes,
  };
}

describe.skipIf(!hasZoo)("operations over the real zoo", () => {
  let server: ZooServer;
  let engine: Engine;
  const health = async () => (await (await fetch(`${server.url}/health`)).json()) as { requests_served: number; requests_active: number };

  beforeAll(async () => {
    server = await startZooServer({ ...settings, port: 0 });
    process.env.ENDPOINTS = JSON.stringify([
      { name: "dead", url: "http://127.0.0.1:9" },
      { name: "zoo", url: server.url },
    ]);
    engine = openConfiguredEngine();
  });

  afterAll(async () => {
    await engine.close();
    await server.stop();
  });

  function operations(models: ServedModel[], controller = new AbortController()) {
    const seen: Progress[] = [];
    const made = engine.operations({
      models: onlyThese(models),
      seed: "1",
      signal: controller.signal,
      onProgress: (progress) => seen.push(progress),
    });
    return { ...made, seen, controller };
  }

  it("answers in order, sends equal requests once, and sends nothing when it is replayed", async () => {
    const model = zooModel("zoo-cartographer");
    const requests = ["Peru", "Kenya", "Norway", "Peru", "Japan", "Kenya"].map((country) => ask(`What is the capital of ${country}?`));
    const first = operations([model]);
    const answers = await first.generate(requests);
    expect(answers[0]).toEqual(answers[3]);
    expect(answers[1]).toEqual(answers[5]);
    expect((await health()).requests_served).toBe(4 + canaryPrompts.length);
    const made = [...new Map(answers.map((answer) => [answer.key, answer])).values()];
    expect(first.seen.at(-1)).toEqual({
      requested: 6,
      done: 6,
      cached: 2,
      texts: 4,
      promptTokens: made.reduce((sum, { promptTokens }) => sum + (promptTokens ?? 0), 0),
      completionTokens: made.reduce((sum, { completionTokens }) => sum + (completionTokens ?? 0), 0),
      uncountedTokens: 0,
      truncated: 0,
      stage: "",
    });

    const replay = operations([model]);
    expect(await replay.generate(requests)).toEqual(answers);
    expect((await health()).requests_served).toBe(4 + canaryPrompts.length);
    expect(replay.seen.at(-1)).toMatchObject({ done: 6, cached: 6, promptTokens: 0, completionTokens: 0 });
    const rows = await db().generation.findMany({ where: { modelId: model.modelId } });
    expect(rows).toHaveLength(4);
    expect(rows.every(({ engine }) => engine.includes("llama.cpp"))).toBe(true);
  });

  it("sends equal requests of two runs at the same time once", async () => {
    const models = [zooModel("zoo-cartographer")];
    const before = (await health()).requests_served;
    const requests = Array.from({ length: 20 }, (_, place) => ask(`What is the capital of country number ${place}?`));
    const [one, other] = await Promise.all([operations(models).generate(requests), operations(models).generate(requests)]);
    expect(one).toEqual(other);
    expect((await health()).requests_served).toBe(before + 20);
  });

  it("draws differently for each sample and the same again for the same one", async () => {
    const models = [zooModel("zoo-cartographer")];
    const sampling = { temperature: 2, topP: 1, topK: 0, maxTokens: 24, stop: [] };
    const draws = [0, 1, 2, 3].map((sample) => ask("Tell me of Peru.", { sampling, sample }));
    const texts = (await operations(models).generate(draws)).map(({ text }) => text);
    expect(new Set(texts).size).toBeGreaterThan(1);
    await db().generation.deleteMany();
    expect((await operations(models).generate(draws)).map(({ text }) => text)).toEqual(texts);
  });

  it("continues the start of an answer", async () => {
    const [answer] = await operations([zooModel("zoo-cartographer")]).generate([
      ask("What is the capital of France?", { assistantPrefix: "\\box{Par" }),
    ]);
    expect(answer?.text.startsWith("\\box")).toBe(false);
  });

  it("stops promptly and stores nothing more when it is told to", async () => {
    const { generate, controller } = operations([zooModel("zoo-cartographer")]);
    const sampling = { temperature: 2, topP: 1, topK: 0, maxTokens: 900, stop: [] };
    const running = generate(Array.from({ length: 40 }, (_, sample) => ask("Go on and on.", { sampling, sample })));
    setTimeout(() => controller.abort(new Error("the run was cancelled")), 100);
    const start = performance.now();
    await expect(running).rejects.toThrow("the run was cancelled");
    expect(performance.now() - start).toBeLessThan(1_500);
    await expect.poll(async () => (await health()).requests_active).toBe(0);
  });

  it("carries on when the model server is restarted in the middle", async () => {
    const sampling = { temperature: 1.5, topP: 1, topK: 0, maxTokens: 20, stop: [] };
    const before = server.nonce;
    const { generate, seen } = operations([zooModel("zoo-cartographer")]);
    const running = generate(Array.from({ length: 100 }, (_, sample) => ask("Tell a story.", { sampling, sample })));
    await expect.poll(() => seen.at(-1)?.done, { timeout: 60_000 }).toBeGreaterThan(0);
    await server.stop();
    server = await startZooServer({ ...settings, port: Number(new URL(server.url).port) });
    const answers = await running;
    expect(server.nonce).not.toBe(before);
    expect(new Set(answers.map(({ key }) => key)).size).toBe(100);
    const left = (await health()).requests_served;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(100 + canaryPrompts.length);
  }, 180_000);

  it("names model, length and limit when a prompt is too long, and cuts nothing", async () => {
    const long = operations([zooModel("zoo-cartographer")]).generate([ask("why ".repeat(2_000))]);
    await expect(long).rejects.toMatchObject({ name: "ContextTooLong", blame: "theirs" });
    await expect(long).rejects.toThrow(/8000 characters.*1024 tokens \(polyphony-zoo\/zoo-cartographer\)/);
  });

  it("names model and endpoints when nobody serves it, or not with these weights", async () => {
    const model = zooModel("zoo-cartographer");
    const directory = new Directory([{ name: "zoo", url: server.url }], { canary: chatCanary(storedCanaries) });
    await expect(directory.find({ ...model, servedAs: "polyphony-zoo/zoo-nobody" })).rejects.toThrow(/zoo-nobody.*zoo \(http/);
    await expect(directory.find({ ...model, weightsHash: "0".repeat(64) })).rejects.toThrow("serves other weights under this name");
    await directory.close();
  });
});
