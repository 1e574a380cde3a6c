import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { type ChatServer, reply, sendJson, startChatServer } from "@/lib/serving/testing/chat-server";
import type { GenerateRequest } from "../contract";
import { type Engine, openConfiguredEngine } from "../engine";
import { onlyThese } from "../model-source";
import type { ServedModel } from "../served-model";

let server: ChatServer;
let engine: Engine;
let served = { nonce: "sound", canary: "A wave rolls in. ", text: "right" };
const model: ServedModel = { label: "m-lab", modelId: randomUUID(), weightsHash: "a".repeat(64), commit: null, servedAs: "lab/model" };

beforeAll(async () => {
  server = await startChatServer({
    answer: (response) => sendJson(response, 200, reply(served.text)),
    answerCanary: (response, _, prompt) => sendJson(response, 200, reply(`${served.canary}${prompt}`)),
    headers: () => ({ "x-polyphony-nonce": served.nonce }),
  });
  process.env.ENDPOINTS = JSON.stringify([{ name: "lab", url: server.url }]);
  engine = openConfiguredEngine();
});

afterAll(async () => {
  await engine.close();
  server.close();
});

const ask = (content: string): GenerateRequest => {
  const sampling = { temperature: 0, topP: 1, topK: 0, maxTokens: 16, stop: [] };
  return { model: "m-lab", messages: [{ role: "user", content }], sampling, sample: 0 };
};

it("makes a run ask again for all it heard from an engine that turned out to be corrupt", async () => {
  const operations = engine.operations({
    models: onlyThese([model]),
    seed: "1",
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const [first] = await operations.generate([ask("one")]);
  expect(first?.text).toBe("right");

  served = { nonce: "sound", canary: "!!!!!!!!", text: "wrong" };
  const [bad] = await operations.generate([ask("two")]);
  expect(bad?.text).toBe("wrong");
  const { health } = await engine.directory.find(model);
  await expect(health.prove(model)).rejects.toThrow(/quarantined/);
  expect(engine.directory.describe()[0]).toMatchObject({ state: "dead", message: expect.stringContaining("canary") });
  await expect.poll(() => db().quarantinedGeneration.count(), { timeout: 10_000 }).toBe(2);
  expect(await db().generation.count()).toBe(0);

  served = { nonce: "restarted", canary: "A wave rolls in. ", text: "right again" };
  await expect(operations.generate([ask("three")])).rejects.toMatchObject({ name: "EngineCorrupt", blame: "cluster", passing: true });
  const again = await operations.generate(["one", "two", "three"].map(ask));
  expect(again.map(({ text }) => text)).toEqual(Array(3).fill("right again"));
}, 60_000);

it("keeps everybody from the memo until the texts of a corrupt engine are out of it, however often that fails", async () => {
  const operations = (signal = new AbortController().signal) =>
    engine.operations({ models: onlyThese([model]), seed: "2", signal, onProgress: () => undefined });
  await operations().generate([ask("four")]);
  await db().$executeRaw`ALTER TABLE "QuarantinedGeneration" RENAME TO "Elsewhere"`;
  served = { ...served, canary: "!!!!!!!!" };
  const { health } = await engine.directory.find(model);
  await expect(health.prove(model)).rejects.toThrow(/quarantined/);
  const leaving = new AbortController();
  const [waiting, gone] = [operations().generate([ask("four")]), operations(leaving.signal).generate([ask("four")])];
  await expect(Promise.race([waiting, wait(1_500, "waits")])).resolves.toBe("waits");
  leaving.abort(new Error("cancelled"));
  await expect(gone).rejects.toThrow("cancelled");
  served = { nonce: "restarted again", canary: "A wave rolls in. ", text: "made again" };
  await db().$executeRaw`ALTER TABLE "Elsewhere" RENAME TO "QuarantinedGeneration"`;
  expect((await waiting).map(({ text }) => text)).toEqual(["made again"]);
}, 60_000);
