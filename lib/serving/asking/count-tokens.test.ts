import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { greedyBody } from "../dialects/asked";
import { Directory } from "../directory";
import { chatCanary } from "../health/chat-canary";
import { sendJson, startChatServer } from "../testing/chat-server";
import { rememberedCanaries } from "../testing/remembered-canaries";
import { countTokens } from "./count-tokens";

const model = { servedAs: "lab/model", weightsHash: "a".repeat(64) };
const body = greedyBody("How long is this?", 16);
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server that counts after so many milliseconds, and what it was asked. */
async function startCounting(counted: unknown, duration = 50) {
  const seen = { now: 0, most: 0, all: 0 };
  const server = await startChatServer({
    answer: () => undefined,
    other: (url, response) => {
      if (url !== "/tokenize") return false;
      seen.now += 1;
      seen.all += 1;
      seen.most = Math.max(seen.most, seen.now);
      setTimeout(() => {
        seen.now -= 1;
        sendJson(response, 200, counted);
      }, duration).unref();
      return true;
    },
  });
  const directory = new Directory([{ name: "lab", url: server.url }], { canary: chatCanary(rememberedCanaries()) });
  closers.push(
    () => directory.close(),
    () => server.close(),
  );
  const place = await directory.find(model);
  return { seen, count: (signal: AbortSignal) => countTokens(directory, place, model, body, { signal, caller: directory }) };
}

it("has an endpoint count few prompts at once, however many there are", async () => {
  const { seen, count } = await startCounting({ count: 7 });
  const { signal } = new AbortController();
  expect(await Promise.all(Array.from({ length: 100 }, () => count(signal)))).toEqual(Array(100).fill(7));
  expect(seen.all).toBe(100);
  expect(seen.most).toBeLessThanOrEqual(32);
});

it("has nothing more counted for those who left", async () => {
  // So long that nobody is answered and makes room for another before all leave.
  const { seen, count } = await startCounting({ count: 7 }, 60_000);
  const leaving = new AbortController();
  const counts = Promise.allSettled(Array.from({ length: 100 }, () => count(leaving.signal)));
  await expect.poll(() => seen.all).toBe(32);
  leaving.abort(new Error("cancelled"));
  expect((await counts).map(({ status }) => status)).toEqual(Array(100).fill("rejected"));
  await wait(150);
  expect(seen.all).toBe(32);
});

it("estimates where the endpoint says something else than a count, and asks it no more", async () => {
  const { seen, count } = await startCounting({ tokens: "many" });
  const { signal } = new AbortController();
  expect(await count(signal)).toBeGreaterThan(7);
  expect(await count(signal)).toBeGreaterThan(7);
  expect(seen.all).toBe(1);
});
