import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Ending } from "../ending";
import { pauseUnless } from "../on-abort";
import { withHedge } from "./hedge";
import { HedgeBudget } from "./hedge-budget";
import { Latencies } from "./latencies";

const { signal } = new AbortController();
const ended: string[] = [];

/** A copy that answers after a while, and remembers if it was taken back. */
const copy = (name: string, milliseconds: number) => async (ending: Ending) => {
  await pauseUnless(ending, milliseconds).catch(() => {
    ended.push(name);
    throw new Error(`${name} was taken back`);
  });
  return name;
};
const never = () => {
  throw new Error("no second copy is needed");
};

it("sends one copy while the answer comes in the usual time, or while nobody knows what is usual", async () => {
  expect(await withHedge(200, signal, { first: copy("first", 20), second: never })).toBe("first");
  expect(await withHedge(null, signal, { first: copy("first", 400), second: never })).toBe("first");
});

it("sends a second copy when the answer is late, takes the first answer and takes the other copy back", async () => {
  const startedAt = performance.now();
  expect(await withHedge(200, signal, { first: copy("slow", 5_000), second: copy("fast", 10) })).toBe("fast");
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(290);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  await expect.poll(() => ended).toContain("slow");
  expect(await withHedge(200, signal, { first: copy("slow but first", 400), second: copy("slower", 5_000) })).toBe("slow but first");
  await expect.poll(() => ended).toContain("slower");
});

it("forgets a copy that fails while the other is on its way, and fails with the last", async () => {
  const failing = async () => {
    await wait(350);
    throw new Error("the first failed");
  };
  expect(await withHedge(200, signal, { first: failing, second: copy("second", 200) })).toBe("second");
  const failingToo = async () => Promise.reject(new Error("the second failed"));
  await expect(withHedge(200, signal, { first: failing, second: failingToo })).rejects.toThrow("the first failed");
});

it("goes on with one copy when there is no room for a second", async () => {
  expect(await withHedge(200, signal, { first: copy("first", 400), second: () => null })).toBe("first");
});

it("takes all copies back when its caller leaves", async () => {
  ended.length = 0;
  const leaving = new AbortController();
  const asked = withHedge(200, leaving.signal, { first: copy("one", 5_000), second: copy("two", 5_000) });
  setTimeout(() => leaving.abort(new Error("left")), 400);
  await expect(asked).rejects.toThrow("was taken back");
  expect(ended.toSorted()).toEqual(["one", "two"]);
});

it("never sends more than one in twenty twice", () => {
  const budget = new HedgeBudget();
  let twice = 0;
  for (let sent = 0; sent < 10_000; sent += 1) {
    budget.earn();
    if (budget.spend()) twice += 1;
  }
  expect(twice).toBeLessThanOrEqual(500);
  expect(twice).toBeGreaterThan(490);
});

it("calls slow what nineteen of twenty are not, of the latest few hundred", () => {
  const latencies = new Latencies();
  for (let count = 1; count < 20; count += 1) latencies.add(10);
  expect(latencies.slow).toBeNull();
  for (let count = 1; count <= 100; count += 1) latencies.add(count);
  expect(latencies.slow).toBeGreaterThan(85);
  for (let count = 0; count < 300; count += 1) latencies.add(500);
  expect(latencies.slow).toBe(500);
});
