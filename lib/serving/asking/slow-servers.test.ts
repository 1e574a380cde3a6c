import { describe, expect, it, onTestFinished } from "vitest";
import { greedyBody } from "../dialects/asked";
import { Directory } from "../directory";
import { canaryPrompts, chatCanary } from "../health/chat-canary";
import { usualTimes } from "../health/endpoint-health";
import { rememberedCanaries } from "../testing/remembered-canaries";
import { type SlowServer, type SlowSettings, startSlowServer } from "../testing/slow-server";
import { completeChat } from "./complete-chat";
import { usualSigns } from "./signs";

const model = { servedAs: "lab/model", weightsHash: "a".repeat(64) };
const { signal } = new AbortController();

async function serve(settings: SlowSettings): Promise<SlowServer> {
  const server = await startSlowServer(settings);
  onTestFinished(() => server.close());
  return server;
}

/** A directory whose clocks go as much faster as those of the servers. */
function know(servers: readonly SlowServer[], speedup = 1): Directory {
  const settings = servers.map(({ url }, place) => ({ name: `lab ${place + 1}`, url }));
  const directory = new Directory(settings, {
    canary: chatCanary(rememberedCanaries()),
    signs: { least: usualSigns.least / speedup, unknown: usualSigns.unknown / speedup },
  });
  onTestFinished(() => directory.close());
  return directory;
}

const prompts = (count: number) =>
  Array.from({ length: count }, (_, place) => `Question ${place} of many, in some more words than this one?`);

async function askAll(directory: Directory, asked: readonly string[], maxTokens = 32): Promise<void> {
  await Promise.all(
    asked.map((prompt) => completeChat(model, greedyBody(prompt, maxTokens), { signal, caller: directory, endpoints: directory })),
  );
}

/** How often questions were asked, canaries apart, which are asked once by each directory. */
function timesAsked({ counts }: SlowServer): number[] {
  return [...counts.asked].filter(([body]) => !canaryPrompts.some((prompt) => body.includes(prompt))).map(([, times]) => times);
}

const paces = [1, 5, 50].flatMap((tokensPerSecond) => [1, 4].map((slots) => ({ tokensPerSecond, slots, streaming: "streams" as const })));
const wholes = [
  { tokensPerSecond: 1, slots: 1, streaming: "ignores" as const },
  { tokensPerSecond: 1, slots: 4, streaming: "refuses" as const },
  { tokensPerSecond: 50, slots: 4, streaming: "ignores" as const },
];

describe("a slow server", () => {
  it.each([...paces, ...wholes])(
    "of $tokensPerSecond tokens/s in $slots slots that $streaming is kept busy, and asked nothing twice",
    async (pace) => {
      // As fast a clock as a busy machine can follow: milliseconds of a token, questions that each slot answers, idle time.
      // A server that does not stream has as many requests as slots: the time that this machine takes for the next is idle time.
      const [token, each, most] = pace.streaming === "streams" ? [15, 12, 0.1] : [40, 8, 0.2];
      const speedup = 1_000 / token / pace.tokensPerSecond;
      const server = await serve({ ...pace, speedup, length: (prompt) => 8 + (prompt.length % 16) });
      const directory = know([server], speedup);
      const count = each * pace.slots;
      await askAll(directory, prompts(count));
      expect(timesAsked(server)).toEqual(Array(count).fill(1));
      expect(server.counts.left).toBe(0);
      expect(server.counts.idleSeconds / (server.counts.idleSeconds + server.counts.workSeconds)).toBeLessThanOrEqual(most);
    },
    60_000,
  );

  it("waits for a text that takes five minutes, and for a prompt that is read as long", async () => {
    const speedup = 50;
    const server = await serve({ tokensPerSecond: 0.5, readsPerSecond: 10, slots: 1, speedup, length: 150 });
    const directory = know([server], speedup);
    await askAll(directory, ["One question?", `${"A long story. ".repeat(850)}What happened?`], 150);
    expect(timesAsked(server)).toEqual([1, 1]);
    expect(server.counts.left).toBe(0);
  }, 60_000);

  it("waits while a model is loaded, though the server answers no probe meanwhile, and later while it answers others", async () => {
    const speedup = 50;
    const server = await serve({ tokensPerSecond: 5, slots: 1, speedup, loads: 300, isDeaf: true, length: 60 });
    const directory = new Directory([{ name: "lab", url: server.url }], {
      canary: chatCanary(rememberedCanaries()),
      times: { ...usualTimes, probeEvery: 100, suspectEvery: 60, probeDeadline: 60 },
      signs: { least: 1_200, unknown: 12_000 },
    });
    onTestFinished(() => directory.close());
    await askAll(directory, prompts(12), 60);
    expect(timesAsked(server)).toEqual(Array(12).fill(1));
    expect(server.counts.left).toBe(0);
  }, 60_000);

  it("shares the questions of two unlike servers by their pace, and asks nothing twice", async () => {
    const speedup = 10;
    const slow = await serve({ tokensPerSecond: 5, slots: 1, speedup });
    const fast = await serve({ tokensPerSecond: 50, slots: 4, speedup });
    const directory = know([slow, fast], speedup);
    await Promise.all([
      directory.place(model),
      expect.poll(() => directory.describe().map(({ state }) => state)).toEqual(["ready", "ready"]),
    ]);
    await askAll(directory, prompts(120));
    expect([...timesAsked(slow), ...timesAsked(fast)]).toEqual(Array(120).fill(1));
    expect(timesAsked(slow).length).toBeGreaterThan(0);
    expect(timesAsked(fast).length).toBeGreaterThan(90);
  }, 60_000);
});
