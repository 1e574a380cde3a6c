import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { greedyBody } from "../dialects/asked";
import { Directory } from "../directory";
import { chatCanary } from "../health/chat-canary";
import { usualTimes } from "../health/endpoint-health";
import { type ChatServer, type ChatServerSettings, reply, sendJson, startChatServer } from "../testing/chat-server";
import { rememberedCanaries } from "../testing/remembered-canaries";
import { completeChat } from "./complete-chat";

const model = { servedAs: "lab/model", weightsHash: "a".repeat(64) };
const { signal } = new AbortController();
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server that answers so many at once, each after some milliseconds; the others stand in its line. */
async function serve(slots: number, milliseconds: number, changes: Partial<ChatServerSettings> = {}): Promise<ChatServer> {
  const line: (() => void)[] = [];
  let busy = 0;
  const next = () => {
    if (busy < slots) line.shift()?.();
  };
  const server = await startChatServer({
    answer: (response) => {
      line.push(async () => {
        busy += 1;
        await wait(milliseconds);
        busy -= 1;
        sendJson(response, 200, reply("yes"));
        next();
      });
      next();
    },
    ...changes,
  });
  closers.push(() => server.close());
  return server;
}

async function know(servers: readonly ChatServer[], times: Partial<typeof usualTimes> = {}): Promise<Directory> {
  const settings = servers.map(({ url }, place) => ({ name: `lab ${place + 1}`, url }));
  const directory = new Directory(settings, { canary: chatCanary(rememberedCanaries()), times: { ...usualTimes, ...times } });
  closers.push(() => directory.close());
  await directory.find(model);
  await expect.poll(() => directory.describe().map(({ state }) => state)).toEqual(servers.map(() => "ready"));
  return directory;
}

/** Asks so many questions at once. @returns how many each endpoint answered */
async function askAll(directory: Directory, count: number): Promise<Record<string, number>> {
  const asked = Array.from({ length: count }, (_, place) => {
    return completeChat(model, greedyBody(`Question ${place}?`, 16), { signal, caller: directory, endpoints: directory });
  });
  const answers = await Promise.all(asked);
  return Object.fromEntries([...Map.groupBy(answers, ({ endpoint }) => endpoint)].map(([name, all]) => [name, all.length]));
}

it("is shared by equal servers, though all is asked at once", async () => {
  const directory = await know([await serve(4, 20), await serve(4, 20)]);
  const { "lab 1": first = 0, "lab 2": second = 0 } = await askAll(directory, 60);
  expect(first + second).toBe(60);
  expect(Math.min(first, second)).toBeGreaterThanOrEqual(6);
});

it("goes mostly to the server that takes more, and asks nothing twice", async () => {
  const fast = await serve(4, 10);
  let [answered, held] = [0, 0];
  // Answers one question while the other server answers twenty.
  const slow = await serve(1, 0, {
    answer: async (response) => {
      held += 1;
      const until = 20 * held;
      while (fast.seen.chats < Math.min(until, 60)) await wait(5);
      answered += 1;
      sendJson(response, 200, reply("yes"));
    },
  });
  const directory = await know([slow, fast]);
  const { "lab 1": first = 0, "lab 2": second = 0 } = await askAll(directory, 80);
  expect(first).toBe(answered);
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThanOrEqual(60);
  expect(slow.seen.chats + fast.seen.chats).toBe(80);
});

it("moves to the others when a server falls away, what waited as well as what it had taken", async () => {
  let isDown = false;
  const leaving = await serve(1, 60_000, { other: () => isDown });
  const directory = await know([leaving, await serve(4, 20)], { probeEvery: 300, suspectEvery: 150, probeDeadline: 150 });
  const asked = askAll(directory, 40);
  await expect.poll(() => leaving.seen.chats).toBeGreaterThan(0);
  isDown = true;
  expect(await asked).toEqual({ "lab 2": 40 });
}, 20_000);

it("is taken up by a server that comes later, though all of it waits for another", async () => {
  let isUp = false;
  const [present, later] = [await serve(1, 100), await serve(4, 20, { other: () => !isUp })];
  const directory = new Directory(
    [present, later].map(({ url }, place) => ({ name: `lab ${place + 1}`, url })),
    { canary: chatCanary(rememberedCanaries()), times: { ...usualTimes, probeEvery: 200, suspectEvery: 100, probeDeadline: 100 } },
  );
  closers.push(() => directory.close());
  const asked = askAll(directory, 60);
  await expect.poll(() => present.seen.chats).toBeGreaterThan(2);
  isUp = true;
  expect((await asked)["lab 2"]).toBeGreaterThan(20);
}, 20_000);
