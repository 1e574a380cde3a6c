import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { greedyBody } from "../dialects/asked";
import { Directory } from "../directory";
import { chatCanary } from "../health/chat-canary";
import { type Answer, type ChatServer, sendJson as json, reply, startChatServer } from "../testing/chat-server";
import { rememberedCanaries } from "../testing/remembered-canaries";
import { pauseBefore } from "./ask-server";
import { completeChat } from "./complete-chat";

const model = { servedAs: "lab/model", weightsHash: "a".repeat(64) };
const body = greedyBody("Is it so?", 16);
const { signal } = new AbortController();
const caller = {};
const opened: { server: ChatServer; directory: Directory }[] = [];

/** A server that behaves as told, and a directory that knows it. */
async function startServer(answer: Answer, headers: () => Record<string, string> = () => ({})) {
  const server = await startChatServer({ answer, headers });
  const directory = new Directory([{ name: "lab", url: `${server.url}/v1` }], { canary: chatCanary(rememberedCanaries()) });
  opened.push({ server, directory });
  return { directory, seen: server.seen };
}

function ask(directory: Directory, wanted = model, until = signal) {
  return completeChat(wanted, body, { signal: until, caller, endpoints: directory });
}

afterEach(async () => {
  for (const { server, directory } of opened.splice(0)) {
    await directory.close();
    server.close();
  }
});

describe("a chat completion", () => {
  it("comes from the endpoint that lists the model, which is asked once", async () => {
    const { directory, seen } = await startServer((response) => json(response, 200, reply("yes")));
    const answers = await Promise.all([1, 2, 3].map(() => ask(directory)));
    expect(answers.map(({ text }) => text)).toEqual(["yes", "yes", "yes"]);
    expect(seen).toEqual({ chats: 3, canaries: 3, lists: 1 });
  });

  it("is asked for again after an overload, a server error and a broken connection", async () => {
    const { directory, seen } = await startServer((response, attempt) => {
      if (attempt === 1) json(response, 503, { error: { message: "starting" } });
      else if (attempt === 2) json(response, 429, { error: { message: "slow down" } });
      else if (attempt === 3) response.destroy();
      else json(response, 200, reply("at last"));
    });
    expect((await ask(directory)).text).toBe("at last");
    expect(seen.chats).toBe(4);
  });

  it("sends nothing for those who waited for a slot when all are told to stop at once", async () => {
    const { directory, seen } = await startServer(() => undefined);
    const stopping = new AbortController();
    const asked = Array.from({ length: 100 }, () => ask(directory, model, stopping.signal));
    await expect.poll(() => seen.chats).toBe(2);
    stopping.abort(new Error("stop"));
    await Promise.all(asked.map((each) => expect(each).rejects.toThrow("stop")));
    await wait(100);
    expect(seen.chats).toBe(2);
  });

  it("is not asked for again after a refusal, which is ours", async () => {
    const { directory, seen } = await startServer((response) => json(response, 400, { error: { message: "top_k is odd", code: "bad" } }));
    const asked = ask(directory);
    await expect(asked).rejects.toMatchObject({ name: "RequestRefused", blame: "ours", refusedWith: 400 });
    await expect(asked).rejects.toThrow("top_k is odd");
    expect(seen.chats).toBe(1);
  });

  it("is refused with model, length and limit when it does not fit, in the words of OpenAI and of vLLM", async () => {
    const refusals = [
      { error: { message: "too long", code: "context_length_exceeded" } },
      { object: "error", message: "This model's maximum context length is 2048 tokens. However, you requested 3000 tokens", code: 400 },
    ];
    for (const refusal of refusals) {
      const { directory, seen } = await startServer((response) => json(response, 400, refusal));
      const asked = ask(directory);
      await expect(asked).rejects.toMatchObject({ name: "ContextTooLong", blame: "theirs", code: "TOO_LARGE" });
      await expect(asked).rejects.toThrow(/9 characters.*16 tokens.*2048 tokens \(lab\/model\)/);
      expect(seen.chats).toBe(1);
    }
  });

  it("is asked for again when it is not an OpenAI answer, and never believed", async () => {
    const replies = ["<html>", "{}", JSON.stringify({ ...reply("x"), choices: [] })];
    const pending = replies.map(async (text) => {
      const { directory, seen } = await startServer((response, attempt) => {
        if (attempt === 1) response.writeHead(200).end(text);
        else json(response, 200, reply("whole"));
      });
      return { said: (await ask(directory)).text, chats: seen.chats };
    });
    expect(await Promise.all(pending)).toEqual(replies.map(() => ({ said: "whole", chats: 2 })));
    const { directory } = await startServer((response) => response.writeHead(200).end("<html>"));
    await expect(ask(directory)).rejects.toMatchObject({ blame: "cluster", message: expect.stringContaining("is not an OpenAI answer") });
  }, 20_000);

  it("is not believed when the server says that another of its models gave it", async () => {
    const server = await startChatServer({
      answer: (response, attempt) => {
        json(response, 200, { ...reply(`${attempt}`), model: attempt === 1 ? "lab/other" : "lab/model-2026-11-22" });
      },
      other: (url, response) => {
        if (url === "/v1/models") json(response, 200, { data: [{ id: "lab/model" }, { id: "lab/other" }] });
        return url === "/v1/models";
      },
    });
    const directory = new Directory([{ name: "lab", url: server.url }], { canary: chatCanary(rememberedCanaries()) });
    opened.push({ server, directory });
    expect((await ask(directory)).text).toBe("2");
  });

  it("is thrown away when another process answers than the one that listed the model", async () => {
    let nonce = "first";
    const { directory, seen } = await startServer(
      (response) => json(response, 200, reply(nonce)),
      () => ({ "x-polyphony-nonce": nonce }),
    );
    expect((await ask(directory)).text).toBe("first");
    nonce = "second";
    expect((await ask(directory)).text).toBe("second");
    expect(seen).toMatchObject({ chats: 3, canaries: 6, lists: 2 });
  });

  it("ends at once when it is aborted, and is taken off the server", async () => {
    let closed = false;
    const { directory, seen } = await startServer((response) => {
      response.once("close", () => {
        closed = true;
      });
    });
    const leaving = new AbortController();
    const asked = ask(directory, model, leaving.signal);
    await expect.poll(() => seen.chats).toBe(1);
    leaving.abort(new Error("cancelled"));
    await expect(asked).rejects.toThrow("cancelled");
    await expect.poll(() => closed).toBe(true);
  });

  it("names the model and every endpoint that was asked when none serves it", async () => {
    const { directory } = await startServer((response) => json(response, 200, reply("no")));
    const asked = ask(directory, { ...model, servedAs: "lab/other" });
    await expect(asked).rejects.toMatchObject({ name: "ModelNotServed", code: "UNAVAILABLE", blame: "cluster" });
    await expect(asked).rejects.toThrow(/lab\/other.*lab \(http:\/\/127.0.0.1:\d+\/v1\) serves 1 other models/);
    const nowhere = ask(new Directory([], { canary: chatCanary(rememberedCanaries()) }));
    await expect(nowhere).rejects.toThrow("ENDPOINTS names no endpoint");
  });
});

it("is asked for a second time, elsewhere, when the answer is late, and not more often than the budget allows", async () => {
  let isStuck = false;
  const first = await startChatServer({ answer: (response) => void (isStuck || json(response, 200, reply("first"))) });
  const second = await startChatServer({ answer: (response) => json(response, 200, reply("second")) });
  const settings = [first, second].map(({ url }, place) => ({ name: `lab ${place + 1}`, url }));
  const directory = new Directory(settings, { canary: chatCanary(rememberedCanaries()) });
  opened.push({ server: first, directory }, { server: second, directory: new Directory([], { canary: chatCanary(rememberedCanaries()) }) });
  await Promise.all([...Array(60).keys()].map(() => ask(directory)));
  isStuck = true;
  const sentBefore = first.seen.chats + second.seen.chats;
  const startedAt = performance.now();
  const late = Promise.all([1, 2].map(() => ask(directory)));
  expect((await late).map(({ text }) => text)).toEqual(["second", "second"]);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(first.seen.chats + second.seen.chats - sentBefore).toBeLessThanOrEqual(4);
  await expect.poll(() => directory.describe().map(({ inFlight }) => inFlight)).toEqual([0, 0]);
}, 20_000);

it("pauses longer after each failure, never equally long, and at least as long as the server asks", () => {
  for (let attempt = 1; attempt < 10; attempt += 1) {
    expect(pauseBefore(attempt, null)).toBeLessThanOrEqual(Math.min(10_000, 250 * 2 ** (attempt - 1)));
    expect(pauseBefore(attempt, 2)).toBeGreaterThanOrEqual(2_000);
  }
  expect(new Set(Array.from({ length: 20 }, () => pauseBefore(5, null))).size).toBeGreaterThan(10);
});
