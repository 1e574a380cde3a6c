import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, it, vi } from "vitest";
import { completeChat } from "../asking/complete-chat";
import { greedyBody } from "../dialects/asked";
import { Directory } from "../directory";
import { type ChatServer, type ChatServerSettings, reply, sendJson, startChatServer } from "../testing/chat-server";
import { rememberedCanaries } from "../testing/remembered-canaries";
import type { HealthTimes } from "./canaries";
import { chatCanary } from "./chat-canary";
import { usualTimes } from "./endpoint-health";

const model = { servedAs: "lab/model", weightsHash: "a".repeat(64) };
const { signal } = new AbortController();
const closers: (() => unknown)[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const close of closers.splice(0)) await close();
});

async function serve(settings: Partial<ChatServerSettings> = {}): Promise<ChatServer> {
  const server = await startChatServer({ answer: (response) => sendJson(response, 200, reply("yes")), ...settings });
  closers.push(() => server.close());
  return server;
}

/** A directory that knows these servers, all of them ready; nobody probes them again unless these times say so. */
async function know(servers: readonly ChatServer[], times: Partial<HealthTimes> = {}): Promise<Directory> {
  const settings = servers.map(({ url }, place) => ({ name: `lab ${place + 1}`, url }));
  const directory = new Directory(settings, {
    canary: chatCanary(rememberedCanaries()),
    times: { ...usualTimes, probeEvery: 3_600_000, ...times },
  });
  closers.push(() => directory.close());
  await directory.find(model);
  await expect.poll(() => states(directory)).toEqual(servers.map(() => "ready"));
  return directory;
}

const states = (directory: Directory) => directory.describe().map(({ state }) => state);
const inFlight = (directory: Directory) => directory.describe().map((endpoint) => endpoint.inFlight);

/** Waits in real time; `expect.poll` would move the clock on. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await wait(5);
}

function ask(endpoints: Directory, changes: { prompt?: string; maxTokens?: number; guard?: () => void } = {}) {
  const { prompt = "Is it so?", maxTokens = 16, guard } = changes;
  return completeChat(model, greedyBody(prompt, maxTokens), { signal, caller: {}, endpoints, guard });
}

it("asks another endpoint for what a dying one had taken", async () => {
  let isDown = false;
  const dying = await serve({ answer: () => undefined, other: () => isDown });
  const directory = await know([dying, await serve()], { probeEvery: 400, suspectEvery: 200, probeDeadline: 200 });
  const asked = Promise.all(Array.from({ length: 8 }, () => ask(directory)));
  await expect.poll(() => dying.seen.chats).toBeGreaterThan(0);
  isDown = true;
  expect((await asked).map(({ endpoint }) => endpoint)).toEqual(Array(8).fill("lab 2"));
  expect(states(directory)).toEqual(["dead", "ready"]);
}, 20_000);

it("gives up a request that nothing comes of for a minute, and asks another endpoint", async () => {
  const silent = await serve({ answer: () => undefined });
  const directory = await know([silent, await serve()]);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  const asked = ask(directory);
  await until(() => silent.seen.chats === 1);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(inFlight(directory)).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect((await asked).endpoint).toBe("lab 2");
});

it("leaves a server more time that was seen to be slow, as much as the length of prompt and answer needs", async () => {
  const slow = await serve({
    answer: () => undefined,
    answerCanary: (response) => setTimeout(() => sendJson(response, 200, reply("yes")), 300),
  });
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  const directory = new Directory([{ name: "lab", url: slow.url }], {
    canary: chatCanary(rememberedCanaries()),
    times: { ...usualTimes, probeEvery: 3_600_000 },
  });
  closers.push(() => directory.close());
  const placed = directory.place(model);
  await until(() => slow.seen.canaries === 3);
  // Ten times as long as usual.
  await vi.advanceTimersByTimeAsync(44_000);
  await placed;
  const asked = ask(directory, { maxTokens: 700 }).catch((error: Error) => error);
  await until(() => slow.seen.chats === 1);
  await vi.advanceTimersByTimeAsync(2_700_000);
  expect(inFlight(directory)).toEqual([1]);
  await vi.advanceTimersByTimeAsync(200_000);
  expect(inFlight(directory)).toEqual([0]);
  void asked;
});

it("asks another endpoint when one has unloaded the model, and says so when nobody else has it", async () => {
  let isLoaded = true;
  const lists = (response: ServerResponse) => sendJson(response, 200, { data: [{ id: isLoaded ? "lab/model" : "lab/other" }] });
  const gone = await serve({
    answer: (response) => sendJson(response, 404, { error: { message: "no such model" } }),
    other: (url, response) => {
      if (url === "/v1/models") lists(response);
      return url === "/v1/models";
    },
  });
  const [both, alone] = [await know([gone, await serve()]), await know([gone])];
  isLoaded = false;
  const answers = await Promise.all([1, 2, 3, 4].map(() => ask(both)));
  expect(answers.map(({ endpoint }) => endpoint)).toEqual(Array(4).fill("lab 2"));
  await expect(ask(alone)).rejects.toMatchObject({ name: "ModelNotServed", message: expect.stringContaining("serves 1 other models") });
});

it("takes an endpoint for overloaded, not for broken, when it is only busy", async () => {
  const held: (() => void)[] = [];
  const busy = await serve({
    answer: (response, attempt) => {
      if (attempt <= 2) sendJson(response, 429, { error: { message: "slow down" } });
      else held.push(() => sendJson(response, 200, reply("yes")));
    },
  });
  const directory = await know([busy]);
  await directory.place(model);
  const { canaries } = busy.seen;
  const asked = Promise.all(Array.from({ length: 8 }, () => ask(directory)));
  await expect.poll(() => directory.describe()[0]?.window).toBe(1);
  const answering = setInterval(() => held.shift()?.(), 5);
  closers.push(() => clearInterval(answering));
  await asked;
  expect(busy.seen).toMatchObject({ chats: 10, canaries });
});

it("waits as long as an overloaded endpoint asks for, and a minute in all", async () => {
  let isBusy = true;
  const busy = await serve({
    answer: (response) =>
      isBusy
        ? sendJson(response, 429, { error: { message: "slow down" } }, { "retry-after": "45" })
        : sendJson(response, 200, reply("yes")),
  });
  const directory = await know([busy]);
  const refusal = async (count: number) => {
    await until(() => busy.seen.chats === count && inFlight(directory)[0] === 0);
  };
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const answered = ask(directory);
  await refusal(1);
  await vi.advanceTimersByTimeAsync(44_999);
  expect(busy.seen.chats).toBe(1);
  isBusy = false;
  await vi.advanceTimersByTimeAsync(251);
  expect((await answered).text).toBe("yes");

  isBusy = true;
  const refused = ask(directory).catch((error: unknown) => error);
  await refusal(3);
  await vi.advanceTimersByTimeAsync(45_250);
  await refusal(4);
  expect(await refused).toMatchObject({ name: "EndpointUnreachable", isBusy: true, message: expect.stringContaining("HTTP 429") });
});

it("asks three times more where nothing comes of any attempt", async () => {
  const silent = await serve({ answer: () => undefined });
  const directory = await know([silent]);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout", "performance", "Date"] });
  const refused = ask(directory).catch((error: unknown) => error);
  for (const attempt of [1, 2, 3, 4]) {
    await until(() => silent.seen.chats === attempt);
    await vi.advanceTimersByTimeAsync(62_000);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(await refused).toMatchObject({ name: "EndpointUnreachable", message: expect.stringMatching(/said nothing for 6\d s/) });
  expect(silent.seen.chats).toBe(4);
});

it("sends no second copy of a late request when its model may not be asked any more", async () => {
  const held: ServerResponse[] = [];
  let isStuck = false;
  const stuck = await serve({ answer: (response) => void (isStuck ? held.push(response) : sendJson(response, 200, reply("first"))) });
  const other = await serve();
  const directory = await know([stuck, other]);
  // So many tell how long an answer usually takes.
  await Promise.all(Array.from({ length: 60 }, () => ask(directory)));
  isStuck = true;
  const before = other.seen.chats;
  let asked = 0;
  const guard = () => {
    asked += 1;
    if (asked > 1) throw new Error("consent was withdrawn");
  };
  const late = ask(directory, { guard });
  await expect.poll(() => asked, { timeout: 5_000 }).toBe(2);
  await wait(100);
  expect(other.seen.chats).toBe(before);
  for (const response of held) sendJson(response, 200, reply("first"));
  expect((await late).text).toBe("first");
});
