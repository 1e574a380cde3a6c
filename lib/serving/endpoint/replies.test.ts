import type { ServerResponse } from "node:http";
import { afterEach, expect, it } from "vitest";
import { completeChat } from "../asking/complete-chat";
import { greedyBody } from "../dialects/asked";
import { Directory } from "../directory";
import { chatCanary } from "../health/chat-canary";
import { type ChatServerSettings, reply, sendJson, startChatServer } from "../testing/chat-server";
import { rememberedCanaries } from "../testing/remembered-canaries";
import { Endpoint } from "./endpoint";
import { askForListing } from "./listing";
import { retryAfterIn } from "./retry-after";

const model = { servedAs: "lab/model", weightsHash: "a".repeat(64) };
const { signal } = new AbortController();
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(settings: Partial<ChatServerSettings>, models?: Record<string, { name: string; contextLength?: number }>) {
  const server = await startChatServer({ answer: (response) => sendJson(response, 200, reply("yes")), ...settings });
  const directory = new Directory([{ name: "lab", url: server.url, models }], { canary: chatCanary(rememberedCanaries()) });
  closers.push(
    () => directory.close(),
    () => server.close(),
  );
  return { server, directory };
}

const ask = (endpoints: Directory) => completeChat(model, greedyBody("Is it so?", 16), { signal, caller: {}, endpoints });

it.each<[string, (response: ServerResponse) => unknown]>([
  ["with status 201", (response) => sendJson(response, 201, reply("yes"))],
  ["behind a byte order mark", (response) => response.end(`\uFEFF${JSON.stringify(reply("yes"))}`)],
  ["twice", (response) => sendJson(response, 200, { ...reply("yes"), choices: [...reply("yes").choices, ...reply("no").choices] })],
  ["without counts", (response) => sendJson(response, 200, { ...reply("yes"), usage: undefined })],
])("takes an answer that comes %s, and asks for it once", async (_, answer) => {
  const { server, directory } = await serve({ answer });
  expect((await ask(directory)).text).toBe("yes");
  expect(server.seen.chats).toBe(1);
});

it("takes an answer that went into thoughts for what it is: no text, cut by the limit", async () => {
  const thought = { choices: [{ message: { content: null, reasoning: "Let me think" }, finish_reason: "length" }] };
  const { server, directory } = await serve({
    answer: (response) => sendJson(response, 200, thought),
    answerCanary: (response) => sendJson(response, 200, thought),
  });
  expect(await ask(directory)).toMatchObject({ text: "", reasoning: "Let me think", finishReason: "length" });
  expect(server.seen).toMatchObject({ chats: 1, canaries: 3 });
  expect(directory.describe()).toMatchObject([{ state: "ready" }]);
});

it("asks again where the server gave up in the middle of the text", async () => {
  const broken = { choices: [{ message: { content: "ye" }, finish_reason: "abort" }] };
  const { server, directory } = await serve({
    answer: (response, attempt) => sendJson(response, 200, attempt === 1 ? broken : reply("yes")),
  });
  expect((await ask(directory)).text).toBe("yes");
  expect(server.seen.chats).toBe(2);
});

it.each<[string, unknown, string]>([
  ["OpenAI's", { error: { message: "the word", type: "invalid_request_error", code: null } }, "the word"],
  ["one word", { error: "the word" }, "the word"],
  ["FastAPI's", { detail: "the word" }, "the word"],
  ["FastAPI's list", { detail: [{ loc: ["body", "stop"], msg: "the word", type: "x" }] }, "body.stop: the word"],
  ["older vLLM's", { object: "error", message: "the word", code: 400 }, "the word"],
])("shows a refusal in the server's own words: %s", async (_, refusal, words) => {
  const { directory } = await serve({ answer: (response) => sendJson(response, 400, refusal) });
  await expect(ask(directory)).rejects.toThrow(new RegExp(`\\(HTTP 400\\): ${words}$`));
});

it("understands that it does not fit where the server calls that a fault of its own, or a success", async () => {
  for (const status of [200, 413, 500]) {
    const { directory } = await serve({
      answer: (response) => sendJson(response, status, { error: "the input length exceeds the context length" }),
    });
    await expect(ask(directory), String(status)).rejects.toMatchObject({ name: "ContextTooLong" });
  }
});

it("knows a model under the name that ENDPOINTS gives it, and says so where the server has no such name", async () => {
  const list = (url: string, response: ServerResponse) => {
    if (url === "/v1/models") sendJson(response, 200, { data: [{ id: "/models/gemma.gguf" }] });
    return url === "/v1/models";
  };
  const named = await serve({ other: list }, { "lab/model": { name: "/models/gemma.gguf", contextLength: 512 } });
  expect((await ask(named.directory)).text).toBe("yes");
  expect((await named.directory.find(model)).contextLength).toBe(512);
  const misnamed = await serve({ other: list }, { "lab/model": { name: "/models/other.gguf" } });
  await expect(misnamed.directory.find(model)).rejects.toThrow(
    /none that is called \/models\/other.gguf, as ENDPOINTS says \(\/models\/gemma.gguf\)/,
  );
  const unnamed = await serve({ other: list });
  await expect(unnamed.directory.find(model)).rejects.toThrow(/\/models\/gemma.gguf: if that is it, say so under "models" in ENDPOINTS/);
});

it("does not wait for a server that lists its models and answers nothing else", async () => {
  const silent = await serve({
    other: (url, response) => {
      if (url === "/v1/models") sendJson(response, 200, { data: [{ id: "lab/model", owned_by: "somebody" }] });
      return !url.startsWith("/v1/chat");
    },
  });
  const endpoint = new Endpoint({ name: "lab", url: silent.server.url });
  closers.push(() => endpoint.close());
  for (let tries = 1; tries < 3; tries += 1)
    await expect(askForListing(endpoint, 500)).rejects.toMatchObject({ name: "EndpointUnreachable" });
  expect([...(await askForListing(endpoint, 500)).offers.keys()]).toEqual(["lab/model"]);
});

it("reads how long a server asks to wait, in seconds or as a date", () => {
  expect(retryAfterIn("7")).toBe(7);
  expect(retryAfterIn(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(55);
  expect(retryAfterIn("Thu, 01 Jan 1970 00:00:00 GMT")).toBe(0);
  for (const odd of [null, "", "soon", "NaN"]) expect(retryAfterIn(odd)).toBeNull();
});
