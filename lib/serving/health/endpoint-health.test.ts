import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { completeChat } from "../asking/complete-chat";
import { greedyBody } from "../dialects/asked";
import { Directory } from "../directory";
import { type ChatServer, type ChatServerSettings, reply, sendJson, startChatServer } from "../testing/chat-server";
import { rememberedCanaries } from "../testing/remembered-canaries";
import type { HealthTimes } from "./canaries";
import { chatCanary } from "./chat-canary";
import { type Corruption, usualTimes } from "./endpoint-health";

const model = { servedAs: "lab/model", weightsHash: "a".repeat(64) };
const body = greedyBody("Is it so?", 16);
const { signal } = new AbortController();
/** As usual, but ten times as fast. */
const times: HealthTimes = { ...usualTimes, probeEvery: 500, suspectEvery: 300, probeDeadline: 300, corruptRest: 300, corruptQuiet: 300 };
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(settings: Partial<ChatServerSettings> = {}): Promise<ChatServer> {
  const server = await startChatServer({ answer: (response) => sendJson(response, 200, reply("yes")), ...settings });
  closers.push(() => server.close());
  return server;
}

function know(servers: readonly ChatServer[], changes: Partial<HealthTimes> = {}, references = rememberedCanaries()): Directory {
  const settings = servers.map(({ url }, place) => ({ name: `lab ${place + 1}`, url }));
  const directory = new Directory(settings, { canary: chatCanary(references), times: { ...times, ...changes } });
  closers.push(() => directory.close());
  return directory;
}

const ask = (endpoints: Directory) => completeChat(model, body, { signal, caller: {}, endpoints });
const states = (directory: Directory) => directory.describe().map(({ state }) => state);

it("knows nothing of an endpoint until it is asked, and serves only after a canary", async () => {
  const server = await serve();
  const directory = know([server], usualTimes);
  expect(directory.describe()).toEqual([
    {
      ...{ name: "lab 1", url: server.url, state: "unknown", stateSince: null, models: [], window: 2, inFlight: 0, waiting: 0 },
      ...{ lastOkAt: null, silentSince: null, isLoading: false, tokensPerSecond: null, message: null, server: null, note: null },
    },
  ]);
  await directory.find(model);
  expect(server.seen).toMatchObject({ lists: 1, canaries: 0 });
  expect((await ask(directory)).endpoint).toBe("lab 1");
  expect(directory.describe()[0]).toMatchObject({ state: "ready", models: ["lab/model"], lastOkAt: expect.any(Date), message: null });
  expect(server.seen).toMatchObject({ chats: 1, canaries: 3 });
}, 20_000);

it("becomes ready by itself while somebody watches", async () => {
  const directory = know([await serve()]);
  await expect.poll(() => states(directory), { timeout: 5_000 }).toEqual(["ready"]);
}, 20_000);

it("is suspect after one missed probe, dead after three, and ready again when it answers and passes its canary", async () => {
  let isDown = false;
  const server = await serve({ other: () => isDown });
  const directory = know([server]);
  await ask(directory);
  const seen = new Set<string>();
  isDown = true;
  const downAt = performance.now();
  await expect
    .poll(
      () => {
        seen.add(states(directory)[0] ?? "");
        return states(directory);
      },
      { interval: 5, timeout: 5_000 },
    )
    .toEqual(["dead"]);
  const { probeEvery, suspectEvery, probeDeadline } = times;
  expect(performance.now() - downAt).toBeLessThan(3 * (probeEvery + 2 * suspectEvery + probeDeadline));
  expect(seen).toContain("suspect");
  expect(directory.describe()[0]?.message).toMatch(/did not answer within 0.3 s/);
  await expect(directory.find(model)).rejects.toThrow(/lab 1 .*did not answer/);
  isDown = false;
  await expect.poll(() => states(directory), { timeout: 5_000 }).toEqual(["ready"]);
  expect((await ask(directory)).text).toBe("yes");
}, 20_000);

it("is given up within fifteen seconds at the usual times", () => {
  const { probeEvery, suspectEvery, probeDeadline } = usualTimes;
  const betweenProbes = Math.max(suspectEvery, probeDeadline);
  expect(probeEvery + 2 * betweenProbes + probeDeadline).toBeLessThanOrEqual(15_000);
});

it("hands what it had taken to another endpoint when it dies", async () => {
  let isDown = false;
  const hanging = await serve({ answer: () => undefined, other: () => isDown });
  const directory = know([hanging]);
  const asked = ask(directory);
  await expect.poll(() => hanging.seen.chats).toBe(1);
  expect(directory.describe()[0]).toMatchObject({ inFlight: 1 });
  isDown = true;
  await expect.poll(() => states(directory), { timeout: 5_000 }).toEqual(["dead"]);
  expect(directory.describe()[0]).toMatchObject({ inFlight: 0 });
  const asking = asked.catch((error: Error) => error);
  isDown = false;
  hanging.close();
  expect(await Promise.race([asking, wait(200, "waits for an endpoint")])).toBe("waits for an endpoint");
}, 20_000);

it("is suspect after five failed requests in a row although it lists its models, and comes back by its canary", async () => {
  let isBroken = true;
  const broken = await serve({
    answer: (response) =>
      isBroken ? sendJson(response, 500, { error: { message: "out of memory" } }) : sendJson(response, 200, reply("well")),
    answerCanary: (response, count) => (isBroken && count > 3 ? sendJson(response, 500, {}) : sendJson(response, 200, reply("tweet"))),
  });
  const directory = know([broken]);
  await directory.place(model);
  const asked = Promise.all([1, 2, 3].map(() => ask(directory).catch((error: Error) => error.message)));
  await expect.poll(() => directory.describe()[0]?.message, { timeout: 5_000 }).toMatch(/HTTP 500/);
  expect(states(directory)).not.toEqual(["ready"]);
  isBroken = false;
  await expect.poll(() => states(directory), { timeout: 5_000 }).toEqual(["ready"]);
  await asked;
  expect((await ask(directory)).text).toBe("well");
}, 20_000);

it("asks another endpoint after a fault, and gives up after three more tries", async () => {
  const broken = await serve({ answer: (response) => response.destroy() });
  const sound = await serve();
  const both = know([broken, sound]);
  await Promise.all([both.place(model), both.find(model)]);
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(both)));
  expect(answers.every(({ endpoint }) => endpoint === "lab 2")).toBe(true);
  const alone = await serve({ answer: (response) => response.destroy() });
  await expect(ask(know([alone], { probeEvery: 60_000 }))).rejects.toMatchObject({ name: "EndpointUnreachable", blame: "cluster" });
  expect(alone.seen.chats).toBe(4);
}, 20_000);

it("takes an engine out that answers its canary otherwise than these weights did, and tells since when it is not to be believed", async () => {
  const references = rememberedCanaries();
  const sound = await serve({ answerCanary: (response, _, prompt) => sendJson(response, 200, reply(`A proper answer to ${prompt}`)) });
  await ask(know([sound], {}, references));
  const corrupt = await serve({ answerCanary: (response) => sendJson(response, 200, reply("!!!!!!!!!!!!!!!!")) });
  const directory = know([corrupt], {}, references);
  const heard: Corruption[] = [];
  directory.onCorruption((corruption) => heard.push(corruption));
  await expect(directory.place(model)).rejects.toThrow(/answers its canary otherwise/);
  expect(heard).toEqual([{ endpoint: "lab 1", since: expect.any(Date), reason: expect.stringContaining("lab/model") }]);
  expect(directory.describe()[0]).toMatchObject({ state: "dead", message: expect.stringContaining("canary") });
  expect(corrupt.seen).toMatchObject({ canaries: 6, chats: 0 });
}, 20_000);

it("asks the canary again every ten minutes, and believes nothing since the last good check when it fails", async () => {
  let canary = "tweet tweet tweet";
  const server = await serve({ answerCanary: (response) => sendJson(response, 200, reply(canary)) });
  const directory = know([server], { canaryEvery: 700 });
  const heard: Corruption[] = [];
  directory.onCorruption((corruption) => heard.push(corruption));
  await ask(directory);
  await wait(800);
  const before = Date.now();
  await ask(directory);
  await expect.poll(() => server.seen.canaries).toBe(6);
  await wait(800);
  canary = "!!!!";
  const last = await ask(directory);
  expect(last.text).toBe("yes");
  await expect.poll(() => states(directory), { timeout: 5_000 }).toEqual(["dead"]);
  expect(heard[0]?.since.getTime()).toBeGreaterThanOrEqual(before);
  expect(heard[0]?.since.getTime()).toBeLessThan(before + 700);
  canary = "tweet tweet tweet";
  await expect.poll(() => states(directory), { timeout: 3_000 }).toEqual(["ready"]);
}, 20_000);

it("leaves an engine that failed its canary alone while nobody wants it, saying why, and asks it for who does", async () => {
  let canary = "tweet tweet tweet";
  const server = await serve({ answerCanary: (response) => sendJson(response, 200, reply(canary)) });
  const references = rememberedCanaries();
  await ask(know([server], {}, references));
  canary = "!!!!";
  const directory = know([server], { probeEvery: 100, corruptRest: 0, corruptQuiet: 60_000 }, references);
  await expect(directory.place(model)).rejects.toThrow(/answers its canary otherwise/);
  await expect.poll(() => states(directory), { timeout: 5_000 }).toEqual(["canary"]);
  const { canaries } = server.seen;
  await wait(500);
  expect(directory.describe()[0]).toMatchObject({ state: "canary", message: expect.stringContaining("otherwise") });
  expect(server.seen.canaries).toBe(canaries);
  canary = "tweet tweet tweet";
  expect((await ask(directory)).text).toBe("yes");
  expect(directory.describe()[0]).toMatchObject({ state: "ready", message: null });
}, 20_000);

it("goes on being probed while somebody waits for a long answer, though nobody asks for another", async () => {
  let isDown = false;
  let isGivenUp = false;
  const hanging = await serve({
    answer: (response) => {
      response.once("close", () => {
        isGivenUp = true;
      });
    },
    other: () => isDown,
  });
  const directory = know([hanging], { idleAfter: 200 });
  const asked = ask(directory).catch((error: Error) => error);
  await expect.poll(() => hanging.seen.chats).toBe(1);
  await wait(1_500);
  isDown = true;
  await expect.poll(() => isGivenUp, { timeout: 5_000 }).toBe(true);
  isDown = false;
  hanging.close();
  void asked;
}, 20_000);

it("believes nothing since the last good check of a process that failed and came back with another", async () => {
  let isDown = false;
  let canary = "tweet tweet tweet";
  const server = await serve({ answerCanary: (response) => sendJson(response, 200, reply(canary)), other: () => isDown });
  const directory = know([server]);
  const heard: Corruption[] = [];
  directory.onCorruption((corruption) => heard.push(corruption));
  const soundAt = Date.now();
  await ask(directory);
  await wait(300);
  isDown = true;
  await expect.poll(() => states(directory), { timeout: 5_000 }).toEqual(["suspect"]);
  canary = "!!!!";
  isDown = false;
  ask(directory).catch(() => undefined);
  await expect.poll(() => heard.length, { timeout: 5_000 }).toBe(1);
  expect(heard[0]?.since.getTime()).toBeLessThan(soundAt + 250);
}, 20_000);

it("answers its probes whatever else is asked of it", async () => {
  const held: (() => void)[] = [];
  const server = await serve({ answerCanary: (response) => void held.push(() => sendJson(response, 200, reply("tweet"))) });
  const settings = [{ name: "lab 1", url: server.url, maxInFlight: 1 }];
  const directory = new Directory(settings, { canary: chatCanary(rememberedCanaries()), times });
  closers.push(() => directory.close());
  const many = Array.from({ length: 20 }, (_, place) => ({ servedAs: "lab/model", weightsHash: `${place}`.padStart(64, "0") }));
  const proofs = many.map((each) => directory.place(each).catch((error: Error) => error));
  await wait(1_500);
  expect(states(directory)).toEqual(["canary"]);
  for (const send of held) send();
  void proofs;
}, 20_000);
