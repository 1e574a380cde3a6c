import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { completeChat } from "../asking/complete-chat";
import { greedyBody } from "../dialects/asked";
import { Directory } from "../directory";
import { type CanaryReferences, chatCanary } from "../health/chat-canary";
import { type ChatServer, type ChatServerSettings, reply, sendJson, startChatServer } from "../testing/chat-server";
import { rememberedCanaries } from "../testing/remembered-canaries";

const model = { servedAs: "lab/model", weightsHash: "a".repeat(64) };
const { signal } = new AbortController();
const nul = "\u0000";
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(settings: Partial<ChatServerSettings>, references = rememberedCanaries()) {
  const server: ChatServer = await startChatServer({ answer: (response) => sendJson(response, 200, reply("yes")), ...settings });
  const directory = new Directory([{ name: "lab", url: server.url }], { canary: chatCanary(references) });
  closers.push(
    () => directory.close(),
    () => server.close(),
  );
  return { server, directory };
}

const ask = (endpoints: Directory) => completeChat(model, greedyBody("Is it so?", 16), { signal, caller: {}, endpoints });

/** Answers as told the first time, and well from then on. */
const firstTime = (first: (response: ServerResponse) => unknown) => (response: ServerResponse, attempt: number) => {
  if (attempt === 1) first(response);
  else sendJson(response, 200, reply("yes"));
};

it("does not read an answer that has no end", async () => {
  let sent = 0;
  const flood = (response: ServerResponse) => {
    const part = Buffer.alloc(1024 * 1024, "y");
    const more = () => {
      sent += part.length;
      if (!response.destroyed) response.write(part, more);
    };
    response.writeHead(200, { "content-type": "application/json" });
    more();
  };
  const { server, directory } = await serve({ answer: firstTime(flood) });
  expect((await ask(directory)).text).toBe("yes");
  expect(server.seen.chats).toBe(2);
  expect(sent).toBeLessThan(64 * 1024 ** 2);
});

it.each([
  ["prompt_tokens", 3_000_000_000],
  ["completion_tokens", 2 ** 40],
])("does not believe %s that nothing could have", async (field, count) => {
  const odd = { ...reply("no"), usage: { ...reply("no").usage, [field]: count } };
  const { server, directory } = await serve({ answer: firstTime((response) => sendJson(response, 200, odd)) });
  expect((await ask(directory)).text).toBe("yes");
  expect(server.seen.chats).toBe(2);
});

it("passes on a server's words without what no database can hold, and only so many of them", async () => {
  const words = `out of${nul}memory ${"!".repeat(5_000)}`;
  const { directory } = await serve({
    answer: (response) => sendJson(response, 400, { error: { message: words } }),
    answerCanary: (response) => sendJson(response, 200, { ...reply("tweet"), system_fingerprint: `lab${nul}engine` }),
    other: (url, response) => {
      if (url === "/v1/models") sendJson(response, 200, { data: [{ id: "lab/model" }, { id: `lab/${nul}` }] });
      return url === "/v1/models";
    },
  });
  const refusal = await ask(directory).catch((error: Error) => error.message);
  expect(refusal).toContain("out of\uFFFDmemory");
  expect(String(refusal).length).toBeLessThan(700);
  const [{ models } = { models: [] }] = directory.describe();
  expect(models).toEqual(["lab/model", "lab/\uFFFD"]);
});

it("tells of a server's fault without what no database can hold", async () => {
  const { directory } = await serve({ other: (_, response) => Boolean(response.writeHead(500).end(`broken${nul}`)) });
  await expect(directory.find(model)).rejects.toThrow("broken\uFFFD");
  expect(directory.describe()[0]?.message).toContain("broken\uFFFD");
});

it("names the engine without what no database can hold", async () => {
  const odd = { ...reply("yes"), system_fingerprint: `lab${nul}engine` };
  const { directory } = await serve({ answer: (response) => sendJson(response, 200, odd) });
  expect((await ask(directory)).engine).toBe("lab\uFFFDengine");
});

it("compares answers to canaries as they can be kept", async () => {
  const kept: string[][] = [];
  const references: CanaryReferences = {
    ...rememberedCanaries(),
    async firstAnswers(_, { answers }) {
      kept.push(answers);
      return answers;
    },
  };
  const { directory } = await serve({ answerCanary: (response) => sendJson(response, 200, reply(`la${nul}la`)) }, references);
  expect((await ask(directory)).text).toBe("yes");
  expect(kept).toEqual([Array(3).fill("la\uFFFDla")]);
});

it.each([
  ["nonsense", (response: ServerResponse) => response.writeHead(200).end("<html>")],
  ["that it no longer has the model", (response: ServerResponse) => sendJson(response, 404, { error: { message: "gone" } })],
  ["that it is broken", (response: ServerResponse) => sendJson(response, 500, {})],
])("asks again when a canary says %s", async (_, first) => {
  const { server, directory } = await serve({
    answerCanary: (response, count) => {
      if (count <= 3) first(response);
      else sendJson(response, 200, reply("tweet"));
    },
  });
  expect((await ask(directory)).text).toBe("yes");
  expect(server.seen).toMatchObject({ chats: 1, canaries: 6 });
});

it("waits for an endpoint that may pass its canary later rather than fail with one that never will", async () => {
  const refusing = await startChatServer({
    answer: (response) => sendJson(response, 500, {}),
    answerCanary: (response) => sendJson(response, 400, { error: { message: "never" } }),
  });
  const starting = await startChatServer({
    answer: (response) => sendJson(response, 200, reply("at last")),
    answerCanary: (response, count) => sendJson(response, count <= 3 ? 503 : 200, reply("tweet")),
  });
  const settings = [refusing, starting].map(({ url }, place) => ({ name: `lab ${place + 1}`, url }));
  const directory = new Directory(settings, { canary: chatCanary(rememberedCanaries()) });
  closers.push(
    () => directory.close(),
    () => refusing.close(),
    () => starting.close(),
  );
  await directory.find(model);
  // By now both have been probed.
  await wait(300);
  expect((await ask(directory)).text).toBe("at last");
});
