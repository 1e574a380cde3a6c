import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { type ChatServer, reply, sendJson, startChatServer } from "@/lib/serving/testing/chat-server";
import { type Engine, openEngine } from "../engine";
import { onlyThese } from "../model-source";
import type { Progress } from "../progress";
import type { ServedModel } from "../served-model";

const model: ServedModel = { label: "m-lab", modelId: randomUUID(), weightsHash: "c".repeat(64), commit: null, servedAs: "lab/model" };
let server: ChatServer;
let engine: Engine;

beforeAll(async () => {
  server = await startChatServer({ answer: (response) => sendJson(response, 200, { ...reply("yes"), usage: null }) });
  engine = openEngine({ pool: pool(), endpoints: [{ name: "lab", url: server.url }], scorers: {} });
});

afterAll(async () => {
  await engine.close();
  server.close();
});

it("keeps a text whose tokens nobody counted, invents none, and counts it towards limits as long as it may be", async () => {
  const seen: Progress[] = [];
  const asked = {
    models: onlyThese([model]),
    seed: "1",
    signal: new AbortController().signal,
    onProgress: (each: Progress) => seen.push({ ...each }),
  };
  const messages = [{ role: "user" as const, content: "Is it so?" }];
  const request = { model: "m-lab", messages, sampling: { temperature: 0, topP: 1, topK: 0, maxTokens: 16, stop: [] }, sample: 0 };
  expect(await engine.operations(asked).generate([request])).toMatchObject([{ text: "yes", promptTokens: null, completionTokens: null }]);
  expect(seen.at(-1)).toMatchObject({ texts: 1, promptTokens: 0, completionTokens: 0, uncountedTokens: 16 });
  expect(await db().generation.findFirst({ where: { modelId: model.modelId } })).toMatchObject({
    promptTokens: null,
    completionTokens: null,
  });
});
