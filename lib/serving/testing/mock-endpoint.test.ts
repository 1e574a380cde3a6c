import { afterEach, describe, expect, it } from "vitest";
import { type MockEndpoint, type MockSettings, startMockEndpoint } from "./mock-endpoint";
import type { FaultRules } from "./mock-faults";
import { digestIn } from "./mock-text";

const running: MockEndpoint[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((mock) => mock.close()));
});

async function start(settings: Partial<MockSettings> = {}): Promise<MockEndpoint> {
  const mock = await startMockEndpoint({ models: ["one", "two"], ...settings });
  running.push(mock);
  return mock;
}

const ask = (mock: MockEndpoint, content: string, changes: object = {}) =>
  fetch(`${mock.url}/v1/chat/completions`, {
    method: "POST",
    body: JSON.stringify({ model: "one", messages: [{ role: "user", content }], temperature: 0, max_tokens: 16, ...changes }),
  });
const textOf = async (reply: Promise<Response>) => (await (await reply).json()).choices[0].message.content;

describe("the mock endpoint", () => {
  it("answers the same request with the same text, on every server, and any other request with another", async () => {
    const [first, second] = [await start(), await start()];
    const text = await textOf(ask(first, "hello"));
    expect(text).toHaveLength(900);
    expect(await textOf(ask(second, "hello"))).toBe(text);
    const changes = [{ model: "two" }, { temperature: 1 }, { max_tokens: 17 }, { seed: 3 }, { stop: ["x"] }];
    const others = await Promise.all([ask(first, "hello!"), ...changes.map((change) => ask(first, "hello", change))].map(textOf));
    expect(new Set([text, ...others]).size).toBe(7);
  });

  it("logs what it received and how that ended, by the digest that the text ends with", async () => {
    const mock = await start();
    const digest = digestIn(await textOf(ask(mock, "hello")));
    expect(mock.log).toEqual([{ model: "one", digest, outcome: "answered" }]);
  });

  it("hits the same share of requests with each fault, for as many tries as the rule says", async () => {
    const faults: FaultRules = [
      { fault: "status", status: 429, retryAfter: 7, share: 0.25 },
      { fault: "truncate", share: 0.25, tries: 2 },
    ];
    const mock = await start({ faults });
    const round = () =>
      Promise.all(
        Array.from({ length: 80 }, async (_, number) => {
          const reply = await ask(mock, `question ${number}`);
          const isWhole = await reply.json().then(
            () => true,
            () => false,
          );
          return { status: reply.status, wait: reply.headers.get("retry-after"), isWhole };
        }),
      );
    const rounds = [await round(), await round(), await round()];
    const refused = rounds.map((replies) => replies.filter(({ status }) => status === 429));
    expect(refused[0]?.length).toBeGreaterThan(8);
    expect(refused[0]?.[0]?.wait).toBe("7");
    expect(refused.slice(1).flat()).toEqual([]);
    const broken = rounds.map((replies) => replies.filter(({ status, isWhole }) => status === 200 && !isWhole).length);
    expect(broken[0]).toBeGreaterThan(8);
    expect(broken).toEqual([broken[0], broken[0], 0]);
  });

  it("closes connections instead of answering, or in the middle of it", async () => {
    const mock = await start({
      faults: [
        { fault: "reset", model: "one" },
        { fault: "cut", model: "two" },
      ],
    });
    await expect(ask(mock, "hello")).rejects.toThrow();
    await expect(textOf(ask(mock, "hello", { model: "two" }))).rejects.toThrow();
    expect(mock.log.map(({ outcome }) => outcome)).toEqual(["reset", "cut"]);
  });

  it("lies: as another process, and with the words of another model", async () => {
    const mock = await start({
      faults: [
        { fault: "other-nonce", model: "one" },
        { fault: "other-model", model: "two" },
      ],
    });
    const reply = await ask(mock, "hello");
    expect(reply.headers.get("x-polyphony-nonce")).not.toBe(mock.nonce);
    const other = await (await ask(mock, "hello", { model: "two" })).json();
    expect(other.model).toBe("one");
    expect(digestIn(other.choices[0].message.content)).not.toBe(mock.log[1]?.digest);
  });

  it("takes its time, spread around the latency it is given, the same for the same request", async () => {
    const mock = await start({ latency: 40, spread: 0.5 });
    const timed = async (content: string) => {
      const from = performance.now();
      await textOf(ask(mock, content));
      return performance.now() - from;
    };
    const times = await Promise.all(Array.from({ length: 20 }, (_, number) => timed(String(number))));
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(20);
    expect(Math.min(...times)).toBeGreaterThan(5);
  });
});
