import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Stop } from "@/lib/serving/ending";
import { onAbort } from "@/lib/serving/on-abort";
import { Batcher } from "./batcher";
import { SingleFlight } from "./single-flight";

it("starts the work of one key once, however many want it", async () => {
  const flights = new SingleFlight<string>();
  let starts = 0;
  const work = async () => {
    starts += 1;
    await wait(5);
    return "text";
  };
  const { signal } = new AbortController();
  const results = await Promise.all(Array.from({ length: 10 }, () => flights.join("key", signal, work)));
  expect(starts).toBe(1);
  expect(results.map(({ result }) => result)).toEqual(Array(10).fill("text"));
  expect(results.filter(({ started }) => started)).toHaveLength(1);
});

it("goes on while one still waits, and is given up with the last", async () => {
  const flights = new SingleFlight<string>();
  const seen: Stop[] = [];
  const work = (signal: Stop) => {
    seen.push(signal);
    return new Promise<string>((_, reject) => onAbort(signal, () => reject(signal.reason)));
  };
  const first = new AbortController();
  const second = new AbortController();
  const one = flights.join("key", first.signal, work);
  const other = flights.join("key", second.signal, work);
  first.abort(new Error("the first left"));
  await expect(one).rejects.toThrow("the first left");
  expect(seen[0]?.aborted).toBe(false);
  second.abort(new Error("the second left"));
  await expect(other).rejects.toThrow("the second left");
  expect(seen[0]?.aborted).toBe(true);
  expect(seen).toHaveLength(1);
});

it("is not given up when it is over", async () => {
  const flights = new SingleFlight<string>();
  const seen: Stop[] = [];
  const land = async (signal: Stop) => {
    seen.push(signal);
    return "done";
  };
  await flights.join("key", new AbortController().signal, land);
  expect(seen[0]?.aborted).toBe(false);
});

it("tells a failure to all who wait, and starts again for the next", async () => {
  const flights = new SingleFlight<string>();
  const { signal } = new AbortController();
  const fail = async () => {
    await wait(1);
    throw new Error("no");
  };
  const results = await Promise.allSettled([flights.join("key", signal, fail), flights.join("key", signal, fail)]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect((await flights.join("key", signal, async () => "yes")).result).toBe("yes");
});

it("handles a full batch at once and the rest after the wait, each item with its own result", async () => {
  const batches: number[][] = [];
  const batcher = new Batcher<number, number>(3, 10, async (items) => {
    batches.push(items);
    return items.map((item) => item * 10);
  });
  expect(await Promise.all([1, 2, 3, 4].map((item) => batcher.add(item)))).toEqual([10, 20, 30, 40]);
  expect(batches).toEqual([[1, 2, 3], [4]]);
});
