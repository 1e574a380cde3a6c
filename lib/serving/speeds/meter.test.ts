import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SpeedMeter } from "./meter";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1_000);

it("tells the time in which prompts are read from that in which answers are written", () => {
  const meter = new SpeedMeter();
  meter.send("one", true);
  pass(2);
  meter.begin("one");
  pass(10);
  meter.end("one", false, { promptTokens: 40, tokens: 50 });
  pass(100);
  expect(meter.take().get("one")).toEqual({ answers: 1, promptTokens: 40, tokens: 50, readSeconds: 2, writeSeconds: 10, slotSeconds: 12 });
  expect(meter.take().size).toBe(0);
});

it("counts time in which several answers are written once, and how many they were", () => {
  const meter = new SpeedMeter();
  for (let count = 0; count < 4; count += 1) meter.send("one", false);
  pass(8);
  for (let count = 0; count < 4; count += 1) meter.end("one", false, { promptTokens: 0, tokens: 16 });
  expect(meter.take().get("one")).toMatchObject({ tokens: 64, readSeconds: 0, writeSeconds: 8, slotSeconds: 32 });
});

it("shares time among models, and keeps that of a request until its answer comes", () => {
  const meter = new SpeedMeter();
  meter.send("one", false);
  meter.send("other", false);
  pass(6);
  meter.end("one", false, { promptTokens: 1, tokens: 1 });
  expect([...meter.take()].map(([model, { writeSeconds }]) => [model, writeSeconds])).toEqual([["one", 3]]);
  pass(4);
  meter.end("other", false, { promptTokens: 1, tokens: 1 });
  expect(meter.take().get("other")).toMatchObject({ writeSeconds: 7 });
});

it("keeps nothing of requests that nothing came of", () => {
  const meter = new SpeedMeter();
  meter.send("one", true);
  pass(60);
  meter.end("one", true, null);
  expect(meter.take().size).toBe(0);
});
