import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { stripThinking } from "@/lib/reading/strip-thinking";
import { type ChatServer, reply, sendJson, startChatServer } from "../serving/testing/chat-server";
import type { GenerateRequest, PromptPart } from "./contract";
import { type Engine, openConfiguredEngine } from "./engine";
import { renderRequests } from "./generate/render-request";
import { quarantineGenerations } from "./memo/quarantine";
import { onlyThese } from "./model-source";
import type { Progress } from "./progress";
import type { RunSettings } from "./run-operations";
import type { ServedModel } from "./served-model";

const renderRequest = async (key: string) => (await renderRequests([key])).get(key) ?? null;

/** A server whose tokenizer makes one token of four bytes; it can count them, or only refuse what is too long. */
const contextLength = 400;
const tokensOf = (text: string) => Math.ceil(Buffer.byteLength(text) / 4);
let server: ChatServer;
let engine: Engine;
let canCount = true;
let say: (prompt: string) => string = () => "yes";
const prompts: string[] = [];
const model: ServedModel = {
  label: "m-lab",
  modelId: randomUUID(),
  weightsHash: "a".repeat(64),
  commit: "b".repeat(40),
  servedAs: "lab/model",
};

beforeAll(async () => {
  server = await startChatServer({
    contextLength,
    answer: (response, _, prompt) => {
      prompts.push(prompt);
      const tokens = tokensOf(prompt);
      if (tokens + 100 > contextLength) return sendJson(response, 400, { error: { message: "no", code: "context_length_exceeded" } });
      sendJson(response, 200, reply(say(prompt), tokens));
    },
    other: (url, response, body) => {
      if (url !== "/tokenize" || !canCount) return false;
      const { messages } = JSON.parse(body) as { messages: { content: string }[] };
      sendJson(response, 200, { count: tokensOf(messages.map(({ content }) => content).join("")), tokens: [] });
      return true;
    },
  });
  process.env.ENDPOINTS = JSON.stringify([{ name: "lab", url: server.url }]);
  engine = openConfiguredEngine();
  await db().model.create({
    data: {
      id: model.modelId,
      slug: "lab",
      name: "Lab",
      hubId: "lab/model",
      description: "",
      weightsHash: model.weightsHash,
      commit: model.commit,
    },
  });
});

beforeEach(() => {
  prompts.length = 0;
  say = () => "yes";
});

afterAll(async () => {
  await engine.close();
  server.close();
});

function operations(changes: Partial<RunSettings> = {}) {
  const seen: Progress[] = [];
  const { signal } = new AbortController();
  const made = engine.operations({
    models: onlyThese([model]),
    seed: "1",
    signal,
    onProgress: (progress) => seen.push(progress),
    ...changes,
  });
  return { ...made, seen };
}

const guarded = (guard: (model: ServedModel) => void) => ({ ...onlyThese([model]), guard });

function ask(content: string | PromptPart[], changes: Partial<GenerateRequest> = {}): GenerateRequest {
  const sampling = { temperature: 0, topP: 1, topK: 0, maxTokens: 100, stop: [] };
  return { model: "m-lab", messages: [{ role: "user", content }], sampling, sample: 0, ...changes };
}

async function one(request: GenerateRequest, changes: Partial<RunSettings> = {}) {
  const made = operations(changes);
  const [generation] = await made.generate([request]);
  if (!generation) throw new Error("nothing came");
  return { generation, progress: made.seen.at(-1) };
}

/** Three answers to one question, ready to be quoted. */
async function quotes(lengths: readonly number[]) {
  say = (prompt) => `<think>I wonder.</think>${prompt.slice(-1).repeat(Number(/of (\d+)/.exec(prompt)?.[1]))}`;
  const generations = await operations().generate(
    lengths.map((length, place) => ask(`An answer of ${length} letters ${"abcdefgh"[place]}`)),
  );
  say = () => "refined";
  prompts.length = 0;
  return generations.map(({ key, text }) => ({ generation: key, text }));
}

const question = "What do the others say, and what do you make of it? This question is long enough to be kept by itself.";

it("shows again exactly what was asked, quoted answers and cuts included, and proves it by the key", async () => {
  const [first, second] = await quotes([20, 400]);
  if (!first || !second) throw new Error("nothing to quote");
  const sampling = { temperature: 0.7, topP: 0.9, topK: 5, maxTokens: 100, stop: ["\n\n"] };
  const request = ask([question, "\n- ", first, "\n- ", second], { sampling, sample: 3, quoteBudget: 200, assistantPrefix: "Well," });
  const { generation } = await one(request);
  const rendered = await renderRequest(generation.key);
  expect(rendered).toMatchObject({ modelId: model.modelId, assistantPrefix: "Well,", sampling, sample: 3, isProven: true });
  expect(rendered?.messages[0]?.content).toBe(`${question}\n- ${"a".repeat(20)}\n- ${"b".repeat(176)} […]`);
  expect(rendered?.quoted).toEqual([first, second].map(({ generation: name }) => ({ generation: name, modelId: model.modelId })));
  expect(rendered?.pieces[0]?.pieces.map(({ quote }) => quote)).toEqual([null, null, 0, null, 1]);
});

it("keeps each question once, however many prompts, models and draws hold it", async () => {
  const [quote] = await quotes([30]);
  if (!quote) throw new Error("nothing to quote");
  await operations().generate([0, 1, 2].map((sample) => ask(question, { sample })));
  await operations().generate([0, 1].map((sample) => ask(["Once more: ", question, " They say: ", quote], { sample })));
  expect(await db().promptText.count({ where: { text: question } })).toBe(1);
  expect(await db().promptText.count({ where: { text: { contains: question } } })).toBe(1);
  expect(await db().promptText.count({ where: { text: { contains: stripThinking(quote.text).visible } } })).toBe(0);
});

it("has nothing to show where the prompt, or an answer that it quotes, is gone", async () => {
  const [quote] = await quotes([31]);
  if (!quote) throw new Error("nothing to quote");
  const { generation } = await one(ask(["Is this right? ", quote]));
  expect((await renderRequest(generation.key))?.messages[0]?.content).toBe(`Is this right? ${"a".repeat(31)}`);
  await db().generation.deleteMany({ where: { key: Buffer.from(quote.generation, "hex") } });
  expect(await renderRequest(generation.key)).toBeNull();
  expect(await renderRequest("0".repeat(64))).toBeNull();
});

it.each([
  ["counted by the server", true],
  ["estimated", false],
])("cuts quoted answers evenly, never the question, when a prompt is too long; tokens %s", async (_, counts) => {
  canCount = counts;
  const said = await quotes(counts ? [40, 900, 901] : [41, 902, 903]);
  const request = ask([question, ...said.flatMap((quote) => ["\n- ", quote])]);
  const { generation, progress } = await one(request);
  expect(generation.shortenedQuotes).toBe(2);
  expect(progress).toMatchObject({ truncated: 1, requested: 1, done: 1, cached: 0 });
  const [prompt = ""] = prompts.slice(-1);
  expect(prompt.startsWith(`${question}\n- ${"a".repeat(40)}`)).toBe(true);
  const [left = "", right = ""] = prompt.split("\n- ").slice(2);
  expect(left).toMatch(/^b+ \[…\]$/);
  expect(right).toMatch(/^c+ \[…\]$/);
  expect(left.length).toBe(right.length);
  // Well filled: not much less than fits.
  expect(tokensOf(prompt)).toBeLessThanOrEqual(contextLength - 100);
  if (counts) expect(tokensOf(prompt)).toBeGreaterThan((contextLength - 100) * 0.8);
  prompts.length = 0;
  const again = await one(request);
  expect(again.generation).toEqual(generation);
  expect(again.progress).toMatchObject({ truncated: 1, cached: 1 });
  expect(prompts).toEqual([]);
});

it("refuses for good what does not fit even without any quoted word", async () => {
  canCount = true;
  const [quote] = await quotes([33]);
  if (!quote) throw new Error("nothing to quote");
  const asked = one(ask(["why ".repeat(400), quote]));
  await expect(asked).rejects.toMatchObject({ name: "ContextTooLong", blame: "theirs", passing: false });
  await expect(asked).rejects.toThrow(/Even without any quoted answer the prompt has \d+ tokens/);
  expect(prompts).toEqual([]);
});

it("asks the guard before a text is looked up and again before it is asked for", async () => {
  const asked: string[] = [];
  await one(ask("Guarded?"), { models: guarded(({ label }) => void asked.push(label)) });
  expect(asked).toEqual(["m-lab", "m-lab"]);
  const guard = () => {
    throw new Error("consent was withdrawn");
  };
  prompts.length = 0;
  await expect(one(ask("Guarded?"), { models: guarded(guard) })).rejects.toThrow("consent was withdrawn");
  await expect(one(ask("Guarded and new?"), { models: guarded(guard) })).rejects.toThrow("consent was withdrawn");
  let count = 0;
  const late = () => {
    count += 1;
    if (count > 1) throw new Error("withdrawn meanwhile");
  };
  await expect(one(ask("Guarded late?"), { models: guarded(late) })).rejects.toThrow("withdrawn meanwhile");
  expect(prompts).toEqual([]);
});

it("goes on for a run that shares a request with one that may not ask any more", async () => {
  let count = 0;
  const late = () => {
    count += 1;
    if (count > 1) throw new Error("withdrawn meanwhile");
  };
  const shared = ask("Shared?");
  const [stopped, other] = await Promise.allSettled([
    one(shared, { models: guarded(late) }),
    one(shared, { models: guarded(() => undefined) }),
  ]);
  expect(stopped).toMatchObject({ status: "rejected", reason: { message: "withdrawn meanwhile" } });
  expect(other).toMatchObject({ status: "fulfilled", value: { generation: { text: "yes" } } });
  expect(prompts).toEqual(["Shared?"]);
});

it("counts tokens of texts that were made, not of those that were known", async () => {
  const requests = ["Count me", "Count me too, please"].map((content) => ask(content));
  const { seen, generate } = operations();
  await generate(requests);
  expect(seen.at(-1)).toMatchObject({ promptTokens: 2 + 5, completionTokens: 2, cached: 0 });
  await generate(requests);
  expect(seen.at(-1)).toMatchObject({ promptTokens: 2 + 5, completionTokens: 2, cached: 2 });
});

it("takes the texts of a corrupt engine out of the memo, keeps them as evidence, and makes them again", async () => {
  const request = ask("Is the engine sound?");
  say = () => "!!!!";
  const { generation } = await one(request);
  const corruption = { endpoint: "lab", since: new Date(), reason: "its canary was answered otherwise" };
  expect(await quarantineGenerations({ ...corruption, endpoint: "another" })).toBe(0);
  expect(await quarantineGenerations(corruption)).toBeGreaterThan(0);
  const [kept] = await db().quarantinedGeneration.findMany({ where: { key: Buffer.from(generation.key, "hex") } });
  expect(kept).toMatchObject({ text: "!!!!", endpoint: "lab", reason: "its canary was answered otherwise" });
  say = () => "sound";
  expect((await one(request)).generation).toMatchObject({ key: generation.key, text: "sound" });
});
